package io.keystoreconnector.cli.operator;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The user's folder in which commands keep what they remember.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory
 *     Specification</a>
 */
public record StateFolder(Path path) {

  /** By XDG_STATE_HOME, which is ignored if it is relative. */
  public static StateFolder ofThisProcess() {
    Path given = Path.of(Objects.requireNonNullElse(System.getenv("XDG_STATE_HOME"), ""));
    Path state =
        given.isAbsolute() ? given : Path.of(System.getProperty("user.home"), ".local", "state");
    return new StateFolder(state.resolve("keystore-connector"));
  }

  /** The journal of what runs on this machine for one account and Region. */
  Path journal(String account, String region) {
    return path.resolve("%s-%s.json".formatted(account, region));
  }
}
