package io.keystoreconnector.lifecycle;

/**
 * How the runs for one resource of a stack are named: a list of executions is then enough to find
 * them, without reading their inputs, and a policy can name the runs that stacks have started.
 */
record ResourceRuns(String stackId, String logicalResourceId) {

  /** How the name of every run begins that a stack has started. */
  static final String STARTED_BY_A_STACK = "cfn-";

  private static final int LONGEST_NAME = 80;

  /** How their names begin. */
  String prefix() {
    String resource = stackId + "|" + logicalResourceId;
    return STARTED_BY_A_STACK + Digest.of(resource) + "-";
  }

  /** The name of the run that a request starts; the same for each delivery of the request. */
  String name(String requestId) {
    String name = prefix() + requestId.replaceAll("[^A-Za-z0-9_-]", "-");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }
}
