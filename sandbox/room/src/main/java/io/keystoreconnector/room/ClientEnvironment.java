package io.keystoreconnector.room;

import io.keystoreconnector.local.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables with which AWS clients reach an account. */
public final class ClientEnvironment {

  private ClientEnvironment() {}

  /** By name; the credentials are worth nothing. */
  public static Map<String, String> of(Account account) {
    Map<String, String> environment = new LinkedHashMap<>();
    Endpoint.VARIABLES.forEach(
        variable -> environment.put(variable, account.endpoint().toString()));
    String region = account.world().settings().region();
    environment.put("AWS_REGION", region);
    environment.put("AWS_DEFAULT_REGION", region);
    environment.put("AWS_ACCESS_KEY_ID", "sandbox");
    environment.put("AWS_SECRET_ACCESS_KEY", "sandbox");
    return environment;
  }
}
