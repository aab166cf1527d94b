package io.keystoreconnector.cli.operator;

import io.keystoreconnector.core.ShellWord;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.jr.ob.JSON;

/** What a sandbox has in place of the CloudHSM CLI. */
final class SandboxStandIn {

  private static final String PEOPLE = "/_sandbox/people";
  private static final int MILLIS = 1_000;

  /** Follows the rule of KMS for passwords; a sandbox makes a new version of any value. */
  private static final String PASSWORD = "Rehearsed1234";

  private SandboxStandIn() {}

  /**
   * The command with which a person gives kmsuser a new password, and puts it into the secret;
   * empty if the endpoint is no sandbox.
   */
  static Optional<String> newPassword(URI endpoint, String cluster, String secret) {
    if (!isSandbox(endpoint)) {
      return Optional.empty();
    }
    Map<String, Object> action = new LinkedHashMap<>();
    action.put("does", "RESET_PASSWORD");
    action.put("cluster", cluster);
    action.put("password", PASSWORD);
    action.put("secret", secret);
    return Optional.of(
        "curl -sS -X POST %s -d %s"
            .formatted(
                ShellWord.of(endpoint.resolve(PEOPLE).toString()),
                ShellWord.of(JSON.std.asString(action))));
  }

  private static boolean isSandbox(URI endpoint) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) endpoint.resolve("/_sandbox/speed").toURL().openConnection();
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      return false;
    }
  }
}
