package io.keystoreconnector.infra.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keystoreconnector.infra.ConnectionSchedule;
import io.keystoreconnector.infra.ExpectedState;
import io.keystoreconnector.infra.FunctionNetwork;
import io.keystoreconnector.infra.InvalidDeployment;
import io.keystoreconnector.infra.KeyStoreConnectorProps;
import io.keystoreconnector.infra.ManagedKeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.ITopic;

class ConfigurationTest {

  @TempDir Path folder;

  @Test
  void theExampleIsAConfiguration() {
    Configuration example =
        Configuration.read(
            Path.of(System.getProperty("connector.root"), "infra/connector.example.json"));
    assertThat(example.stackName()).isEqualTo("KeyStoreConnector");
    assertThat(example.contents(new Stack()).props().schedules()).hasSize(1);
  }

  @Test
  void theStackWaitsForTheKeyStoreThatItWasToldToWithAllThatItAllows() throws IOException {
    Configuration configuration =
        configuration(
            """
            {'keyStores': [{'id': 'cks-1', 'addHsm': true, 'connectOnDeploy': true,
               'update': {'keyStorePasswordSecretId': 'kmsuser'}}, {'id': 'cks-2'}]}
            """);
    Template template = Template.fromStack(new ConnectorStack(new App(), configuration));
    template.resourceCountIs("Custom::KeyStoreConnection", 1);
    template.hasResourceProperties(
        "Custom::KeyStoreConnection",
        Map.of(
            "CustomKeyStoreId",
            "cks-1",
            "AddHsm",
            true,
            "Update",
            Map.of("KeyStorePasswordSecretId", "kmsuser")));
  }

  @Test
  void everyFieldReachesTheProps() throws IOException {
    Configuration configuration =
        configuration(
            """
            {'stackName': 'Mine',
             'keyStores': [{'id': 'cks-1', 'update': {'keyStorePasswordSecretId': 'kmsuser'},
               'secretKeyArn': 'arn:aws:kms:eu-central-1:111122223333:key/1', 'addHsm': true,
               'disconnectOnDelete': true, 'hsmCluster': 'cluster-2a3b4c5d6e7',
               'canaryKeyArn': 'arn:aws:kms:eu-central-1:111122223333:key/5',
               'expected': 'DISCONNECTED',
               'connectOnDeploy': true}, {'id': 'cks-2',
               'expected': 'MON-FRI 07:00-20:00 Europe/Berlin'}, {'name': 'prod-*'}],
             'deniedKeyStores': ['prod-hr*', 'cks-3'],
             'schedules': [{'name': 'daily', 'keyStoreId': 'cks-1', 'expression': 'rate(1 day)',
               'timeZone': 'Europe/Berlin', 'request': {'whenDisconnected': 'LEAVE'},
               'flexibleWindowMinutes': 15, 'successWithinHours': 30}],
             'emails': ['a@example.com'], 'noticeDisconnects': true, 'runOnFailed': true, 'snapStart': true,
             'logRetention': 'ONE_WEEK', 'memoryMegabytes': 1024, 'watchMinutes': 10,
             'notConnectedMinutes': 45, 'storeAlarms': false, 'serviceAlarms': false,
             'proxyCredentialDays': 90, 'fleet': false, 'eventBusName': 'operations',
             'runbookUrl': 'https://example.com/runbook',
             'responseHosts': ['https://a.example.com', 'https://*.example.org'],
             'permissionsBoundaryArn': 'arn:aws:iam::111122223333:policy/boundary',
             'logKeyArn': 'arn:aws:kms:eu-central-1:111122223333:key/2',
             'subnetIds': ['subnet-0123456789abcdef0'], 'securityGroupIds': ['sg-0123456789abcdef0'],
             'topicArn': 'arn:aws:sns:eu-central-1:111122223333:operations',
             'topicKeyArn': 'arn:aws:kms:eu-central-1:111122223333:key/3',
             'journalKeyArn': 'arn:aws:kms:eu-central-1:111122223333:key/4',
             'queueKeyArn': 'arn:aws:kms:eu-central-1:111122223333:key/6'}
            """);
    Configuration.Contents contents = configuration.contents(new Stack());
    KeyStoreConnectorProps props = contents.props();
    assertThat(configuration.stackName()).isEqualTo("Mine");
    assertThat(contents.connectOnDeploy()).extracting(ManagedKeyStore::id).containsExactly("cks-1");
    assertThat(props.keyStores())
        .containsExactly(
            ManagedKeyStore.of("cks-1")
                .withUpdate(Map.of("keyStorePasswordSecretId", "kmsuser"))
                .withSecretKey("arn:aws:kms:eu-central-1:111122223333:key/1")
                .allowAddHsm()
                .allowDisconnectOnDelete()
                .connectWhenHsmCreatedIn("cluster-2a3b4c5d6e7")
                .withCanaryKey("arn:aws:kms:eu-central-1:111122223333:key/5")
                .expectDisconnected(),
            ManagedKeyStore.of("cks-2")
                .expecting(new ExpectedState("MON-FRI 07:00-20:00 Europe/Berlin")),
            ManagedKeyStore.of("prod-*"));
    assertThat(props.deniedKeyStores()).containsExactly("prod-hr*", "cks-3");
    assertThat(props.schedules())
        .containsExactly(
            ConnectionSchedule.of("daily", "cks-1", "rate(1 day)")
                .in("Europe/Berlin")
                .asking(Map.of("whenDisconnected", "LEAVE"))
                .flexibleBy(Duration.ofMinutes(15))
                .expectingSuccessWithin(Duration.ofHours(30)));
    assertThat(props.emails()).containsExactly("a@example.com");
    assertThat(List.of(props.noticeDisconnects(), props.runOnFailed(), props.snapStart()))
        .containsOnly(true);
    assertThat(props.logRetention()).isEqualTo(RetentionDays.ONE_WEEK);
    assertThat(props.memoryMegabytes()).isEqualTo(1024);
    assertThat(props.watchMinutes()).isEqualTo(10);
    assertThat(props.notConnectedMinutes()).isEqualTo(45);
    assertThat(props.storeAlarms()).isFalse();
    assertThat(props.serviceAlarms()).isFalse();
    assertThat(props.proxyCredentialDays()).isEqualTo(90);
    assertThat(props.fleet()).isFalse();
    assertThat(props.eventBusName()).isEqualTo("operations");
    assertThat(props.runbookUrl()).isEqualTo("https://example.com/runbook");
    assertThat(props.responseHosts())
        .containsExactly("https://a.example.com", "https://*.example.org");
    assertThat(props.permissionsBoundary()).isNotNull();
    assertThat(props.logKey()).isNotNull();
    assertThat(props.network())
        .isEqualTo(
            new FunctionNetwork(
                List.of("subnet-0123456789abcdef0"), List.of("sg-0123456789abcdef0")));
    ITopic topic = Objects.requireNonNull(props.topic());
    assertThat(topic.getTopicName()).isEqualTo("operations");
    assertThat(props.topicKey()).isNotNull();
    IKey journalKey = Objects.requireNonNull(props.journalKey());
    assertThat(journalKey.getKeyArn()).endsWith("key/4");
    IKey queueKey = Objects.requireNonNull(props.queueKey());
    assertThat(queueKey.getKeyArn()).endsWith("key/6");
  }

  @Test
  void aScheduleMayNameSeveralKeyStores() throws IOException {
    KeyStoreConnectorProps props =
        configuration(
                """
                {'keyStores': [{'id': 'cks-1'}],
                 'schedules': [{'name': 'daily', 'keyStores': ['prod-*', 'cks-1'],
                   'expression': 'rate(1 day)'}]}
                """)
            .contents(new Stack())
            .props();
    assertThat(props.schedules())
        .containsExactly(
            ConnectionSchedule.ofFleet("daily", List.of("prod-*", "cks-1"), "rate(1 day)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          []                                           | The configuration must be a JSON object.
          {'keyStores': {}}                            | keyStores must be a list.
          {'keyStores': [1]}                           | keyStores[0] must be a JSON object.
          {'keyStores': [{}]}                          | keyStores[0].id is missing.
          {'keyStores': [{'id': 7}]}                   | keyStores[0].id must be a string.
          {'keyStores': [{'id': 'prod-*'}]}            | keyStores[0].id must be an id such as cks-1234567890abcdef0, not "prod-*"; a name, or a pattern such as prod-*, is given as name.
          {'keyStores': [{'id': 'cks-1', 'name': 'a'}]} | keyStores[0].name must be left out with id.
          {'keyStores': [{'name': 'cks-1'}]}           | keyStores[0].name must not look like an id: give it as id.
          {'keyStores': [{'name': 'a', 'connectOnDeploy': true}]} | keyStores[0].connectOnDeploy must be left out with name: it needs the id of one key store.
          {'keyStores': [{'id': 'cks-1', 'addHsm': 1}]} | keyStores[0].addHsm must be true or false.
          {'keyStores': [{'id': 'cks-1', 'update': 1}]} | keyStores[0].update must be a JSON object.
          {'keyStores': [{'id': 'cks-1', 'expected': 'OFF'}]} | keyStores[0].expected must be CONNECTED, DISCONNECTED, or hours such as MON-FRI 07:00-20:00 Europe/Berlin, not "OFF".
          {'storeAlarms': 'no'}                        | storeAlarms must be true or false.
          {'fleet': 'no'}                              | fleet must be true or false.
          {'watchMinutes': 'a'}                        | watchMinutes must be a whole number.
          {'emails': [1]}                              | emails must be a list of strings.
          {'memoryMegabytes': 'a'}                     | memoryMegabytes must be a whole number.
          {'schedules': [{'name': 'a'}]}               | schedules[0].expression is missing.
          {'schedules': [{'name': 'a', 'keyStores': 1}]} | schedules[0].keyStores must be a list of strings.
          {'stackName': '1 stack'}                     | stackName must be up to 128 letters, digits and hyphens, the first a letter, not "1 stack".
          {'permissionsBoundaryArn': 'boundary'}       | permissionsBoundaryArn must be the ARN of a policy, not "boundary".
          {'logKeyArn': 'alias/logs'}                  | logKeyArn must be the ARN of a KMS key (not of an alias), not "alias/logs".
          {'journalKeyArn': 'alias/journal'}           | journalKeyArn must be the ARN of a KMS key (not of an alias), not "alias/journal".
          {'topicArn': 'operations'}                   | topicArn must be the ARN of an SNS topic, not "operations".
          {'topicKeyArn': ''}                          | topicKeyArn must be the ARN of a KMS key (not of an alias), not "".
          """)
  void aMistakeIsNamedWithItsField(String json, String sentence) {
    assertThatThrownBy(() -> configuration(json).contents(new Stack()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'keyStore': []}                             | keyStore is not a field of the configuration; allowed there are stackName, keyStores,
          {'keyStores': [{'id': 'cks-1', 'hsm': 1}]}   | keyStores[0].hsm is not a field of the configuration; allowed there are id, name, update,
          {'logRetention': 'LONG'}                     | logRetention must be one of [ONE_DAY,
          {"keyStores"                                 | c.json is not JSON:
          """)
  void whatIsAllowedIsSaid(String json, String beginning) {
    assertThatThrownBy(() -> configuration(json).contents(new Stack()))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining(beginning);
  }

  /** Each of them once went through synthesis, or ended it with a stack trace. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'schedules': [{'name': 'Role', 'keyStoreId': 'cks-1', 'expression': 'rate(1 day)'}] | the name of a schedule must not be Role
          'schedules': [{'name': 'm', 'keyStoreId': 'cks-1', 'expression': 'cron(0 6 * * * *)'}] | expression of schedule m must be
          'schedules': [{'name': 'm', 'keyStoreId': 'cks-1', 'expression': 'rate(1 day)', 'timeZone': '+02:00'}] | timeZone of schedule m must be
          'schedules': [{'name': 'm', 'keyStoreId': 'cks-1', 'expression': 'rate(1 day)', 'request': {'update': null}}] | update of the request of schedule m must not be null
          'emails': ['a@example.com', 'a@example.com'] | an e-mail address must be unique
          'deniedKeyStores': ['cks-1'] | keyStores and deniedKeyStores must not both contain cks-1
          """)
  void whatOnlyTheDeploymentWouldRefuseIsRefusedAtSynthesis(String json, String beginning)
      throws IOException {
    Configuration configuration = configuration("{'keyStores': [{'id': 'cks-1'}], " + json + "}");
    assertThatThrownBy(() -> new ConnectorStack(new App(), configuration))
        .isInstanceOf(InvalidDeployment.class)
        .hasMessageStartingWith(beginning);
  }

  @Test
  void docsDeployListsItsFields() throws IOException {
    String page = Files.readString(Path.of(System.getProperty("connector.root"), "docs/deploy.md"));
    String section =
        page.substring(page.indexOf("### The CDK app"), page.indexOf("### Plain CloudFormation"));
    Set<String> listed =
        Pattern.compile("^\\| (`[^|]+) \\|", Pattern.MULTILINE)
            .matcher(section)
            .results()
            .flatMap(row -> Pattern.compile("`(\\w+)`").matcher(row.group(1)).results())
            .map(field -> field.group(1))
            .collect(Collectors.toSet());
    String sentence =
        String.valueOf(
            catchThrowable(() -> configuration("{'other': 1}").contents(new Stack())).getMessage());
    String allowed = sentence.substring(sentence.indexOf(" are ") + 5, sentence.length() - 1);
    assertThat(Set.of(allowed.split(", "))).isEqualTo(listed);
  }

  @Test
  void aMissingFileIsAnswered() {
    assertThatThrownBy(() -> Configuration.read(folder.resolve("none.json")))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("copy infra/connector.example.json");
  }

  private Configuration configuration(String json) throws IOException {
    Path file = folder.resolve("c.json");
    Files.writeString(file, json.replace('\'', '"'));
    return Configuration.read(file);
  }
}
