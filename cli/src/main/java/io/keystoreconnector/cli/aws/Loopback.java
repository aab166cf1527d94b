package io.keystoreconnector.cli.aws;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses of this machine, which no proxy can reach. */
final class Loopback {

  private Loopback() {}

  static boolean is(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    // Other names are not looked up: behind a proxy, only the proxy may know them.
    return bare.equals("localhost")
        || (bare.matches("[0-9.]+|[0-9a-fA-F:]*:.*") && isAddress(bare));
  }

  private static boolean isAddress(String literal) {
    try {
      return InetAddress.getByName(literal).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
