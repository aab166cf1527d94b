package io.keystoreconnector.runs.phrases;

import tools.jackson.core.JacksonException;

/** Why a text is not JSON. */
public final class JsonMistake {

  private JsonMistake() {}

  /** In the words of the library, without those about the library; no full stop at the end. */
  public static String why(JacksonException mistake) {
    String message = mistake.getOriginalMessage();
    return message
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst(" \\(start marker at .*", "")
        .replaceFirst("\\.$", "");
  }
}
