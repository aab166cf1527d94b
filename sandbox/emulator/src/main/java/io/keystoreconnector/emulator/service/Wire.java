package io.keystoreconnector.emulator.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a service writes calls and answers. */
interface Wire {

  /** The parameters in a body; null if it cannot be read. */
  @Nullable Map<String, Object> parameters(String body);

  /** The answer to a call of this operation, good or bad. */
  Reply.Answer answer(String operation, Outcome outcome);
}
