package io.keystoreconnector.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.sandbox.cli.Shell.Result;
import io.keystoreconnector.sandbox.server.SandboxServer;
import io.keystoreconnector.sandbox.world.CallRecord;
import io.keystoreconnector.sandbox.world.RealTime;
import io.keystoreconnector.sandbox.world.World;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

class DiagnoseCommandTest {

  private final List<CallRecord> calls = new ArrayList<>();

  @BeforeAll
  static void signIn() {
    System.setProperty("aws.region", "eu-central-1");
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "test");
  }

  @Test
  void tellsWhatIsWrongAndWhatTheRunbookSaysAndChangesNothing() throws IOException {
    Result result = diagnose("'state': 'FAILED', 'errorCode': 'USER_LOCKED_OUT'");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains(" seen FAILED with USER_LOCKED_OUT; cluster ACTIVE with 2 active HSMs in 2 zones")
        .contains(" that means Kmsuser is locked after too many wrong log-ins.")
        .contains(" needs a person Dry run, nothing was changed. Next would be NeedsAPerson.")
        .contains(" to do now Change kmsuser's password in the cluster with the CloudHSM CLI")
        .contains(" USER_LOCKED_OUT, from docs/runbook.md")
        .contains(" How to make sure ");
    assertThat(calls).isNotEmpty().allMatch(call -> call.operation().startsWith("Describe"));
  }

  @Test
  void saysWhatARunWouldDoByItself() throws IOException {
    Result result = diagnose("'state': 'DISCONNECTED'");
    assertThat(result.code()).isZero();
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains(" Next would be Connect. ")
        .contains(" to do now ./connector start --store payments does it");
  }

  @Test
  void aConnectedStoreNeedsNothing() throws IOException {
    Result result = diagnose("'state': 'CONNECTED'");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("CONNECTED").doesNotContain("to do now", "runbook");
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    Map<String, Object> json =
        JSON.std.mapFrom(
            diagnose("'state': 'FAILED', 'errorCode': 'SUBNET_NOT_FOUND'", "--json").out());
    assertThat(json)
        .containsEntry("needsAPerson", true)
        .containsEntry("meaning", "a subnet that the cluster was configured with is gone");
    assertThat((Map<?, ?>) json.get("report")).extracting("outcome").isEqualTo("DRY_RUN");
    assertThat(String.valueOf(json.get("runbook"))).contains("**How to fix it**");
  }

  @Test
  void takesWhatElseTheRunWouldBeTold() throws IOException {
    Result result =
        diagnose("'state': 'CONNECTED'", "--request", "{\"update\": {\"cloudHsmClusterId\": 5}}");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).contains("cloudHsmClusterId");
  }

  @Test
  void aStoreThatDoesNotExistIsToldInOneSentence() throws IOException {
    try (SandboxServer server = serve("'state': 'CONNECTED'")) {
      Result result =
          Shell.ofThisTree()
              .connector("diagnose", "nobody", "--endpoint-url", server.endpoint().toString());
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err())
          .isEqualTo(
              "There is no key store nobody in eu-central-1 of this account; ./connector status"
                  + " shows those that there are.\n");
    }
  }

  private Result diagnose(String store, String... more) throws IOException {
    try (SandboxServer server = serve(store)) {
      List<String> args =
          new ArrayList<>(
              List.of("diagnose", "payments", "--endpoint-url", server.endpoint().toString()));
      args.addAll(List.of(more));
      return Shell.ofThisTree().connector(args.toArray(String[]::new));
    }
  }

  private SandboxServer serve(String store) throws IOException {
    String world = "{'keyStores': [{'name': 'payments', %s}], 'clusters': [{}]}".formatted(store);
    World loaded =
        World.load(
            JSON.std.mapFrom(world.replace('\'', '"')), InstantSource.system(), new RealTime());
    loaded.journal().whenCalled(calls::add);
    return SandboxServer.start(loaded, 0);
  }
}
