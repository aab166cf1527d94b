package io.keystoreconnector.cli.aws;

/** Makes problems for tests in other packages. */
public final class AwsProblems {

  private AwsProblems() {}

  public static AwsProblem of(AwsProblem.Kind kind, String sentence) {
    return new AwsProblem(kind, sentence);
  }
}
