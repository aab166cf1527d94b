package io.keystoreconnector.handlers;

import com.amazonaws.services.lambda.runtime.LambdaLogger;

/**
 * The events that warm up a new function. The full CPU is available only until the first event, so
 * everything loaded before it is nearly free: docs/decisions/http-client.md has the figures.
 */
final class Priming {

  /** An event for the Check function that ends with a plan, and one that the others reject. */
  static final String EVENT =
      """
      {"execution": "priming", "request": {"customKeyStoreId": "any", "dryRun": true},
       "progress": {}, "answer": {}, "journal": {"version": 0}, "now": "2026-01-01T00:00:01Z",
       "startedAt": "2026-01-01T00:00:00Z"}
      """;

  /** Discards the log lines, which would be confusing. */
  static final LambdaLogger SILENT =
      new LambdaLogger() {
        @Override
        public void log(String message) {}

        @Override
        public void log(byte[] message) {}
      };

  private Priming() {}
}
