package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ThrottledException;

/** EventBridge and SNS, as seen by the real SDK. */
class OutgoingTest {

  private static final EventBridgeClient EVENTS = Bench.client(EventBridgeClient.builder());
  private static final SnsClient SNS = Bench.client(SnsClient.builder());
  private static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:outcomes";

  private static PutEventsRequestEntry entry(String source, String type, String detail) {
    return PutEventsRequestEntry.builder().source(source).detailType(type).detail(detail).build();
  }

  private static PutEventsResponse put(PutEventsRequestEntry... entries) {
    return EVENTS.putEvents(r -> r.entries(entries));
  }

  private static EventRecord sent(Bench bench) {
    return bench.world().journal().events().getLast();
  }

  @Test
  void anEventIsTakenAndWrittenDownInFull() {
    Bench bench = Bench.of("{}");
    String detail = "{\"text\":\"%s\"}".formatted("x".repeat(500));

    PutEventsResponse response = put(entry("keystore-connector", "Outcome", detail));

    assertThat(response.failedEntryCount()).isZero();
    assertThat(bench.events()).containsExactly("EVENT_PUT");
    assertThat(sent(bench).subject()).isEqualTo("keystore-connector");
    assertThat(sent(bench).details())
        .containsEntry("eventId", response.entries().getFirst().eventId())
        .containsEntry("bus", "default")
        .containsEntry("detailType", "Outcome")
        .containsEntry("detail", detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          InvalidArgument                 |         | Outcome | {}
          InvalidArgument                 | a       |         | {}
          InvalidArgument                 | a       | Outcome |
          MalformedDetail                 | a       | Outcome | {
          MalformedDetail                 | a       | Outcome | [1]
          MalformedDetail                 | a       | Outcome | {} x
          NotAuthorizedForSourceException | aws.kms | Outcome | {}
          Planned                         | failing | Outcome | {}
          """)
  void oneEntryMayFailWhileTheOthersAreTaken(
      String error, String source, String type, String detail) {
    Bench bench =
        Bench.of(
            "{'faults': [{'fault': 'EVENT_FAILS', 'source': 'failing', 'code': 'Planned', 'count':"
                + " 'ALL'}]}");

    PutEventsResponse response = put(entry("b", "Other", "{}"), entry(source, type, detail));

    assertThat(response.failedEntryCount()).isEqualTo(1);
    assertThat(response.entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly(null, error);
    assertThat(response.entries().get(1).errorMessage()).isNotBlank();
    assertThat(response.entries().get(1).eventId()).isNull();
    assertThat(bench.events()).containsExactly("EVENT_PUT");
  }

  @ParameterizedTest
  @CsvSource({"0", "11"})
  void aCallHasOneToTenEntries(int entries) {
    Bench.of("{}");
    PutEventsRequestEntry[] many =
        IntStream.range(0, entries)
            .mapToObj(i -> entry("a", "b", "{}"))
            .toArray(PutEventsRequestEntry[]::new);
    assertThat(
            catchThrowableOfType(EventBridgeException.class, () -> put(many))
                .awsErrorDetails()
                .errorCode())
        .isEqualTo("ValidationException");
  }

  @Test
  void aMessageIsTakenAndWrittenDownInFull() {
    Bench bench = Bench.of("{}");
    String message = "Wörter & <Zeichen>\n" + "x".repeat(500);

    String id = SNS.publish(r -> r.topicArn(TOPIC).subject("A & B").message(message)).messageId();

    assertThat(id).isNotBlank();
    assertThat(bench.events()).containsExactly("MESSAGE_PUBLISHED");
    assertThat(sent(bench).subject()).isEqualTo(TOPIC);
    assertThat(sent(bench).details())
        .containsEntry("messageId", id)
        .containsEntry("messageSubject", "A & B")
        .containsEntry("message", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          TopicArn      | outcomes | Subject       | x
          Subject       | TOPIC    | '  '          | x
          Subject       | TOPIC    | Betreff: Öffnen | x
          Empty message | TOPIC    | Subject       | ''
          """)
  void whatCannotBePublishedIsRefused(String names, String topic, String subject, String message) {
    Bench.of("{}");
    InvalidParameterException refused =
        catchThrowableOfType(
            InvalidParameterException.class,
            () ->
                SNS.publish(
                    r ->
                        r.topicArn(topic.replace("TOPIC", TOPIC))
                            .subject(subject)
                            .message(message)));
    assertThat(refused).hasMessageContaining("Invalid parameter: " + names);
    assertThat(refused.requestId()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"100, 262144, true", "101, 1, false", "1, 262145, false"})
  void subjectAndMessageHaveTheirLimits(int subject, int message, boolean accepted) {
    Bench.of("{}");
    SnsException refused =
        catchThrowableOfType(
            SnsException.class,
            () ->
                SNS.publish(
                    r ->
                        r.topicArn(TOPIC)
                            .subject("s".repeat(subject))
                            .message("m".repeat(message))));
    assertThat(refused == null).isEqualTo(accepted);
  }

  private static SnsException struckBy(String fault) {
    Bench.of("{'faults': [{%s, 'operation': 'Publish'}]}".formatted(fault));
    return catchThrowableOfType(
        SnsException.class, () -> SNS.publish(r -> r.topicArn(TOPIC).message("x")));
  }

  @Test
  void snsHasNamesOfItsOwnForErrors() {
    assertThat(struckBy("'fault': 'ACCESS_DENIED'"))
        .isInstanceOf(AuthorizationErrorException.class)
        .hasMessageContaining("sns:Publish")
        .extracting(SnsException::statusCode)
        .isEqualTo(403);
    assertThat(struckBy("'fault': 'THROTTLE'"))
        .isInstanceOf(ThrottledException.class)
        .extracting(SnsException::statusCode)
        .isEqualTo(429);
    assertThat(struckBy("'fault': 'SERVER_ERROR'")).isInstanceOf(InternalErrorException.class);
    assertThat(struckBy("'fault': 'REFUSE', 'error': 'NotFound'"))
        .isInstanceOf(NotFoundException.class)
        .extracting(SnsException::statusCode)
        .isEqualTo(404);
  }

  @Test
  void faultsOfCallsStrikeEventBridgeAndSnsAsTheyDoOthers() {
    Bench bench =
        Bench.of(
            """
            {'faults': [{'fault': 'THROTTLE', 'operation': 'PutEvents'},
                        {'fault': 'LOST_RESPONSE', 'operation': 'Publish'}]}
            """);
    assertThat(catchThrowableOfType(EventBridgeException.class, () -> put(entry("a", "b", "{}"))))
        .matches(e -> e.isThrottlingException());
    assertThat(
            catchThrowableOfType(
                SdkClientException.class, () -> SNS.publish(r -> r.topicArn(TOPIC).message("x"))))
        .isNotNull();
    assertThat(bench.events()).containsExactly("MESSAGE_PUBLISHED");
    assertThat(bench.world().journal().calls())
        .extracting(CallRecord::error)
        .containsExactly("ThrottlingException", "LOST_RESPONSE");
  }

  @Test
  void whatIsNotEmulatedIsNotIgnored() {
    Bench.of("{}");
    List<SnsException> refused =
        List.of(
            catchThrowableOfType(SnsException.class, () -> SNS.listTopics()),
            catchThrowableOfType(
                SnsException.class,
                () -> SNS.publish(r -> r.topicArn(TOPIC).message("x").messageGroupId("g"))));
    assertThat(refused).allSatisfy(e -> assertThat(e).hasMessageContaining("does not emulate"));
  }
}
