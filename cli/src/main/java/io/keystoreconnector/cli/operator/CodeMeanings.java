package io.keystoreconnector.cli.operator;

import io.keystoreconnector.core.ConnectionErrorCode;

/** What the codes of KMS mean, in core's words. */
final class CodeMeanings {

  private CodeMeanings() {}

  /** The rest of a sentence; it also covers a code that core does not know. */
  static String of(String code) {
    return ConnectionErrorCode.of(code)
        .map(ConnectionErrorCode::meaning)
        .orElse("a code that this version does not know");
  }
}
