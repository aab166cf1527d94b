package io.keystoreconnector.cli.operator;

import io.keystoreconnector.core.ConnectionErrorCode;

/** What the codes of KMS mean, in the words of core. */
final class CodeMeanings {

  private CodeMeanings() {}

  /** The rest of a sentence; for a code that core does not know, that it does not. */
  static String of(String code) {
    return ConnectionErrorCode.of(code)
        .map(ConnectionErrorCode::meaning)
        .orElse("a code that this version does not know");
  }
}
