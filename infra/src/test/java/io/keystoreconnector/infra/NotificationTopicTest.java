package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.sns.Topic;

class NotificationTopicTest {

  private static final String EXISTING = "arn:aws:sns:eu-central-1:111122223333:operations";

  private final CloudTemplate plain = Synthesized.PLAIN.template();

  @Test
  void anExistingTopicGetsEverythingAndNoOtherIsCreated() {
    Stack stack = new Stack(Synthesized.app(), "KeyStores");
    KeyStoreConnector connector =
        new KeyStoreConnector(
            stack,
            "Connector",
            KeyStoreConnectorProps.forKeyStores(ManagedKeyStore.of(Synthesized.STORE))
                .topic(Topic.fromTopicArn(stack, "Existing", EXISTING))
                .email("oncall@example.com")
                .noticeDisconnects()
                .build());
    assertThat(connector.topic().getTopicArn()).isEqualTo(EXISTING);
    Template template = Template.fromStack(stack);
    template.resourceCountIs("AWS::SNS::Topic", 0);
    template.resourceCountIs("AWS::SNS::TopicPolicy", 0);
    template.allResourcesProperties(
        "AWS::CloudWatch::Alarm", Map.of("AlarmActions", List.of(EXISTING)));
    template.hasResourceProperties("AWS::SNS::Subscription", Map.of("TopicArn", EXISTING));
    assertThat(template.toJSON().toString())
        .contains("TOPIC_ARN=" + EXISTING, "Sid=TellPeople")
        .containsPattern("Targets=\\[\\{Arn=" + EXISTING);
  }

  @Test
  void aTemplateSendsEverythingToTheTopicThatItIsGiven() {
    CloudTemplate given =
        new Deployed(
                plain,
                Map.of(
                    "CodeBucket",
                    "my-bucket",
                    "KeyStoreIds",
                    Synthesized.STORE,
                    "TopicArn",
                    EXISTING,
                    "NoticeDisconnects",
                    "true"))
            .result();
    assertThat(given.resources().keySet()).noneMatch(path -> path.startsWith("People/"));
    Object topic = Map.of("Ref", "TopicArn");
    assertThat(given.resources("AWS::CloudWatch::Alarm").values())
        .allSatisfy(
            alarm ->
                assertThat(Json.list(alarm, "Properties", "AlarmActions")).containsExactly(topic));
    assertThat(Json.at(given.properties("Triggers/Disconnected"), "Targets", 0, "Arn"))
        .isEqualTo(topic);
    assertThat(
            Json.at(
                given.properties("Endings/Outcome/Function"),
                "Environment",
                "Variables",
                "TOPIC_ARN"))
        .isEqualTo(topic);
  }

  @Test
  void eventBridgeMayPublishToTheTopicOfATemplateOnlyForNotices() {
    assertThat(publishers("true", "false")).contains("events.amazonaws.com");
    assertThat(publishers("false", "true")).contains("events.amazonaws.com");
    assertThat(publishers("false", "false")).doesNotContain("events.amazonaws.com");
  }

  private String publishers(String noticeDisconnects, String serviceAlarms) {
    CloudTemplate deployed =
        new Deployed(
                plain,
                Map.of("NoticeDisconnects", noticeDisconnects, "ServiceAlarms", serviceAlarms))
            .result();
    return Json.at(deployed.properties("People/Topic/Policy"), "PolicyDocument").toString();
  }
}
