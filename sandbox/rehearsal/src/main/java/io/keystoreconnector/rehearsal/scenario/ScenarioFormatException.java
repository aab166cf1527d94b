package io.keystoreconnector.rehearsal.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A scenario file is missing or not valid; the message is one sentence that names file and field.
 */
public final class ScenarioFormatException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ScenarioFormatException(String sentence, @Nullable Throwable reason) {
    super(sentence, reason);
  }
}
