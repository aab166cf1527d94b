package io.keystoreconnector.rehearsal.teststate;

/** How the work of a Task ends without being done. */
sealed interface Mock {

  /** With this result, which is JSON text. */
  record Result(String json) implements Mock {}

  /**
   * With this error.
   *
   * @param retries how often the state was tried before
   */
  record Failure(String error, String cause, int retries) implements Mock {}
}
