package io.keystoreconnector.rehearsal.company;

/** What AWS charges a month, in US dollars, without free tiers: docs/deploy.md has the prices. */
final class Bill {

  private static final double METRIC = 0.30;
  private static final double ALARM = 0.10;
  private static final double DASHBOARD = 3.00;
  private static final double STEP = 0.025 / 1000;
  private static final double LAMBDA_CALL = 0.20 / 1_000_000;
  private static final double LAMBDA_SECOND = 0.0000133334 / 2;
  private static final double KMS_REQUEST = 0.03 / 10_000;

  private static final int ALARMS = 13;
  private static final int ALARMS_OF_STORE = 4;

  /** Of two HSMs and their cluster, which HsmUnhealthy finds. */
  private static final int HSM_METRICS_OF_STORE = 3;

  private static final int METRICS = 5;
  private static final int METRICS_OF_STORE = 5;
  private static final double CHECK_SECONDS = 1.5;

  /** Reads and writes of the table, and logs, for all checks. */
  private static final double LOGS = 0.02;

  private static final double LOGS_OF_FURTHER_STORE = 0.005;

  /** A run sends metrics of its own, which are billed for the hour. */
  private static final double METRICS_OF_RUN = 0.004;

  /** The same ratio as in docs/deploy.md. */
  private static final int STEPS_FOR_A_FUNCTION = 3;

  private static final double FUNCTION_SECONDS = 0.3;

  /** Alarms, metrics, dashboard, the hourly check, and all that the accounts send. */
  private static final double HUB = 4 * ALARM + 8 * METRIC + DASHBOARD + 0.01 + 0.05;

  private Bill() {}

  /** One account in which nothing fails. */
  static double ofAccount(int stores) {
    int checks = Assumed.MONTH_SECONDS / Assumed.CHECK_SECONDS;
    double seconds = CHECK_SECONDS + (stores - 1) * Assumed.CALL_MILLIS / 1000.0;
    return (ALARMS + (ALARMS_OF_STORE + HSM_METRICS_OF_STORE) * stores) * ALARM
        + (METRICS + METRICS_OF_STORE * stores) * METRIC
        + DASHBOARD
        + checks * (LAMBDA_CALL + seconds * LAMBDA_SECOND + stores * KMS_REQUEST)
        + LOGS
        + (stores - 1) * LOGS_OF_FURTHER_STORE;
  }

  /** One run. */
  static double ofRun(int steps) {
    return steps * STEP
        + (double) steps / STEPS_FOR_A_FUNCTION * (LAMBDA_CALL + FUNCTION_SECONDS * LAMBDA_SECOND)
        + METRICS_OF_RUN;
  }

  static double ofHub() {
    return HUB;
  }
}
