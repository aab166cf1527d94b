package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.account.Account;
import io.keystoreconnector.sandbox.lambda.Endpoint;
import io.keystoreconnector.sandbox.scenario.Scenario;
import io.keystoreconnector.sandbox.world.KeyStore;
import io.keystoreconnector.sandbox.world.World;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** What somebody needs to know who wants to call a sandbox; it may be pasted into a shell. */
record Invitation(Account account, Scenario scenario) {

  void print(Page page) {
    String url = account.endpoint().toString();
    page.raw("# The sandbox listens on " + url + ", and on this machine only. For its clients:");
    Endpoint.VARIABLES.forEach(variable -> page.raw("export " + variable + "=" + url));
    String region = account.world().settings().region();
    for (String line :
        List.of(
            "AWS_REGION=" + region,
            "AWS_DEFAULT_REGION=" + region,
            "AWS_ACCESS_KEY_ID=sandbox",
            "AWS_SECRET_ACCESS_KEY=sandbox")) {
      page.raw("export " + line);
    }
    page.raw("# The workflow is " + account.machineArn() + ". Either of these starts a run of it:");
    page.raw(
        "#   aws stepfunctions start-execution --state-machine-arn %s --input '%s'"
            .formatted(account.machineArn(), quoted(request())));
    page.raw("#   ./connector start --follow --request '%s'".formatted(quoted(request())));
    page.raw("# The world as it is: curl " + url + "/_sandbox/state");
    page.raw(
        "# Calls, with the minutes and seconds of the world's clock; Ctrl-C ends the sandbox:");
  }

  /** As JSON that can stand between single quotes. */
  private static String quoted(Object json) {
    return JSON.std.asString(json).replace("'", "'\\''");
  }

  private Object request() {
    Object given = scenario.request();
    return given == null ? Map.of("customKeyStoreId", firstKeyStore(account.world())) : given;
  }

  private static String firstKeyStore(World world) {
    @Nullable KeyStore first = world.keyStores().all().stream().findFirst().orElse(null);
    return first == null ? "cks-1234567890abcdef0" : first.id();
  }
}
