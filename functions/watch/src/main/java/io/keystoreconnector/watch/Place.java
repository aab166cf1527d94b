package io.keystoreconnector.watch;

/**
 * Where the watch runs.
 *
 * @param connector the deployment's name
 * @param account twelve digits
 */
record Place(String connector, String account, String region) {

  private static final int ACCOUNT = 4;

  /** The account is in the function's own ARN. */
  static Place of(String connector, String functionArn, String region) {
    String[] arn = functionArn.split(":", -1);
    return new Place(connector, arn.length > ACCOUNT ? arn[ACCOUNT] : "", region);
  }
}
