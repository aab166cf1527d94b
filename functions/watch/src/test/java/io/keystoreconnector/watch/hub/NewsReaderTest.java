package io.keystoreconnector.watch.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether it reads the watch's and the outcome function's own events: HubEndToEndTest. */
class NewsReaderTest {

  private static final String STATE_CHANGED =
      """
      {'source': 'keystore-connector', 'detail-type': 'Key Store State Changed',
       'account': '111122223333', 'region': 'eu-central-1', 'time': '2026-11-23T03:10:02Z',
       'detail': %s}
      """;

  private static News read(String json) {
    return NewsReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** The examples of the page are what the watch sends. */
  private static JSONObject example(int number) throws IOException {
    List<JSONObject> examples =
        Pattern.compile("(?ms)^```json$(.*?)^```$")
            .matcher(Files.readString(Path.of("../../docs/watch.md")))
            .results()
            .map(match -> new JSONObject(match.group(1)))
            .toList();
    return examples.get(number);
  }

  @Test
  void itReadsAChangeOfState() throws IOException {
    assertThat(read(STATE_CHANGED.formatted(example(0))))
        .isEqualTo(
            new News.StateChanged(
                Reported.MEMBER,
                Reported.CONNECTOR,
                Instant.parse("2026-11-23T03:10:00Z"),
                Reported.STORE,
                "payments",
                "FAILED",
                "INTERNAL_ERROR",
                "CONNECTED"));
  }

  @Test
  void itReadsAnInventory() throws IOException {
    String event = STATE_CHANGED.replace("Key Store State Changed", "Key Store Inventory");
    assertThat(read(event.formatted(example(1))))
        .isEqualTo(
            new News.Inventory(
                Reported.MEMBER,
                Reported.CONNECTOR,
                Instant.parse("2026-11-23T03:10:00Z"),
                List.of(
                    new News.Seen(
                        Reported.STORE,
                        "payments",
                        "AWS_CLOUDHSM",
                        true,
                        "CONNECTED",
                        null,
                        Instant.parse("2026-11-20T00:00:00Z"),
                        "CONNECTED",
                        true,
                        false))));
  }

  @Test
  void itReadsTheEndOfARun() {
    String event = STATE_CHANGED.replace("Key Store State Changed", "Key Store Connection Outcome");
    assertThat(
            read(
                event.formatted(
                    """
                    {'connector': 'payments-connector', 'outcome': 'NEEDS_A_PERSON',
                     'code': 'USER_LOCKED_OUT', 'succeeded': false, 'customKeyStoreId': '%s',
                     'connectionState': 'FAILED', 'endedAt': '2026-11-23T03:02:00Z',
                     'executionArn': '%s'}
                    """
                        .formatted(Reported.STORE, Reported.RUN))))
        .isEqualTo(
            new News.RunEnded(
                Reported.MEMBER,
                Reported.CONNECTOR,
                Reported.STORE,
                null,
                true,
                new Run(
                    "NEEDS_A_PERSON",
                    "USER_LOCKED_OUT",
                    false,
                    Instant.parse("2026-11-23T03:02:00Z"),
                    Reported.RUN)));
  }

  /** Otherwise one account could say anything about the key stores of another. */
  @ParameterizedTest
  @CsvSource({"account, 444455556666", "region, us-east-1"})
  void nobodySpeaksForAnother(String field, String other) throws IOException {
    String event = STATE_CHANGED.formatted(example(0).put(field, other));
    assertThatThrownBy(() -> read(event))
        .isInstanceOf(NotNews.class)
        .hasMessage(
            "The event is not one of the connector's: the %s in its detail is not that of its sender."
                .formatted(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'source': 'aws.kms', 'detail-type': 'Key Store Inventory', 'account': '111122223333',"
            + " 'region': 'eu-central-1', 'detail': {}}",
        "{'source': 'keystore-connector', 'detail-type': 'Key Store Inventory', 'account': 'me',"
            + " 'region': 'eu-central-1', 'detail': {}}",
        "{'source': 'keystore-connector', 'detail-type': 'Key Store Inventory', 'account':"
            + " '111122223333', 'region': 'a/b', 'detail': {}}",
        "{'source': 'keystore-connector', 'detail-type': 'Key Store Inventory', 'account':"
            + " '111122223333', 'region': 'eu-central-1', 'detail': {'connector': 'c', 'checkedAt':"
            + " 'today', 'keyStores': []}}",
        "{'source': 'keystore-connector', 'detail-type': 'Key Store Account Silence', 'account':"
            + " '111122223333', 'region': 'eu-central-1', 'detail': {'connector': 'c'}}"
      })
  void whatTheConnectorDoesNotSendIsRefused(String event) {
    assertThatThrownBy(() -> read(event))
        .isInstanceOf(NotNews.class)
        .hasMessageStartingWith("The event is not one of the connector's: ")
        .hasMessageNotContaining("today");
  }
}
