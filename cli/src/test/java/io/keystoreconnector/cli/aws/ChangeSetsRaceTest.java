package io.keystoreconnector.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.cli.Shell;
import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.stacks.Buckets;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.Accounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;

/** Someone else begins to change a stack after it was looked at. */
class ChangeSetsRaceTest {

  private static final String TEMPLATE =
      "{\"Resources\": {\"Queue\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": {}}}}";

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChangeSetOfAStackThatIsBeingChangedIsForLater(boolean isNew) throws IOException {
    Shell.signIn();
    try (Account account = Accounts.of("{'settings': {'requestsPerSecond': 0}}")) {
      CloudFormationClient theirs =
          Bench.client(CloudFormationClient.builder(), account.endpoint());
      theirs.createChangeSet(
          r ->
              r.stackName("hub")
                  .changeSetName("theirs")
                  .changeSetType(ChangeSetType.CREATE)
                  .templateBody(TEMPLATE));
      account.advance(Duration.ofSeconds(3));
      theirs.executeChangeSet(r -> r.stackName("hub").changeSetName("theirs"));
      account
          .server()
          .buckets()
          .put(Buckets.EXAMPLE, "t.json", TEMPLATE.getBytes(StandardCharsets.UTF_8), null);
      Session session = Session.open(new Place("eu-central-1", null, account.endpoint()));
      String url = new CodeBucket(session, Buckets.EXAMPLE).url("t.json").toString();
      ChangeSets ours = new ChangeSets(session, "hub");
      assertThatThrownBy(() -> ours.request("ours", isNew, url, Map.of()))
          .isInstanceOfSatisfying(
              AwsProblem.class, e -> assertThat(e.kind()).isEqualTo(AwsProblem.Kind.PASSING))
          .hasMessage(
              "Someone else has changed stack hub, or is changing it. Nothing was changed; deploy"
                  + " again when that is over.");
    }
  }
}
