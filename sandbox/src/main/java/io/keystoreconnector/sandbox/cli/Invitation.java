package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.account.Account;
import io.keystoreconnector.sandbox.lambda.Endpoint;
import java.util.List;
import tools.jackson.jr.ob.JSON;

/** What somebody needs to know who wants to call a sandbox; it may be pasted into a shell. */
record Invitation(Account account) {

  void print(Page page) {
    String url = account.endpoint().toString();
    page.raw("# The rehearsal room, for a browser: " + url + "/");
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
            .formatted(account.machineArn(), quoted(account.request())));
    page.raw("#   ./connector start --follow --request '%s'".formatted(quoted(account.request())));
    page.raw("# The world as it is: curl " + url + "/_sandbox/state");
    page.raw(
        "# Calls, with the minutes and seconds of the world's clock; Ctrl-C ends the sandbox:");
  }

  /** As JSON that can stand between single quotes. */
  private static String quoted(Object json) {
    return JSON.std.asString(json).replace("'", "'\\''");
  }
}
