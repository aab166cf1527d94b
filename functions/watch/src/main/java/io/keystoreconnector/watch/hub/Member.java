package io.keystoreconnector.watch.hub;

/**
 * An account and Region that reports to the hub.
 *
 * @param account twelve digits
 */
record Member(String account, String region) {

  /** The partition key of its rows. */
  String place() {
    return account + "/" + region;
  }
}
