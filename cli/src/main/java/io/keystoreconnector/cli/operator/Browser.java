package io.keystoreconnector.cli.operator;

import java.io.IOException;
import java.util.List;

/** The person's browser. */
public interface Browser {

  /** Opens a page; false if there is no browser. */
  boolean open(String address);

  /** The one of this machine, if it has a screen. */
  static Browser ofThisMachine() {
    return address -> {
      boolean mac = System.getProperty("os.name", "").startsWith("Mac");
      boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
      return (mac || screen) && started(List.of(mac ? "open" : "xdg-open", address));
    };
  }

  private static boolean started(List<String> command) {
    try {
      var unused =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
