package io.keystoreconnector.cli.operator;

import io.keystoreconnector.local.FunctionsJar;

/** What codes of KMS mean, as the functions have it. */
final class CodeMeanings {

  private final FunctionsJar jar;

  CodeMeanings(FunctionsJar jar) {
    this.jar = jar;
  }

  /** The rest of a sentence; for a code that the functions do not know, that they do not. */
  String of(String code) {
    return jar.meaning(code).orElse("a code that this version does not know");
  }
}
