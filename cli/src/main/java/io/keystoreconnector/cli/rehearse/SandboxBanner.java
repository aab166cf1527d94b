package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.story.RequestLine;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.core.ShellWord;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.ClientEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/** What a client of a sandbox needs to know. */
record SandboxBanner(Account account) {

  /** As text that can be pasted into a shell. */
  void print(Page page) {
    String url = url();
    String request = ShellWord.of(JSON.std.asString(account.request()));
    page.raw("# The rehearsal room, for a browser: " + url + "/");
    page.raw("# The sandbox listens on " + url + ", on this machine only. For its clients:");
    page.raw("# (An AWS CLI before 2.13 or 1.29 ignores them: it needs --endpoint-url.)");
    ClientEnvironment.of(account)
        .forEach((name, value) -> page.raw("export " + name + "=" + value));
    page.raw("# The workflow is " + account.machineArn() + ". Either of these starts a run of it:");
    page.raw(
        "#   aws stepfunctions start-execution --state-machine-arn %s --input %s"
            .formatted(account.machineArn(), request));
    page.raw("#   " + RequestLine.of(account.request()));
    page.raw("# The current world: curl " + url + "/_sandbox/state");
    page.raw(
        "# Calls, with the minutes and seconds of the world's clock; Ctrl-C ends the sandbox:");
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("endpoint", url());
    json.put("environment", ClientEnvironment.of(account));
    json.put("stateMachineArn", account.machineArn());
    json.put("request", account.request());
    return json;
  }

  private String url() {
    return account.endpoint().toString();
  }
}
