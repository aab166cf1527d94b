package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.FleetParser;
import io.keystoreconnector.core.RequestParser;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

class PlainTemplateTest {

  private static final Map<String, String> LEAST =
      Map.of("CodeBucket", "my-bucket", "KeyStoreIds", Synthesized.STORE);

  /** No key store by its id. */
  private static final Map<String, String> BY_NAME =
      Map.of("CodeBucket", "my-bucket", "KeyStoreNames", "prod-*,payments");

  /** Something for each parameter that may be left empty. */
  private static final Map<String, String> MOST =
      Map.ofEntries(
          Map.entry("KeyStoreNames", "prod-*"),
          Map.entry("DeniedKeyStores", "prod-hr*"),
          Map.entry("AddHsmKeyStoreIds", Synthesized.STORE),
          Map.entry("DisconnectOnDeleteKeyStoreIds", Synthesized.STORE),
          Map.entry("CredentialArns", Synthesized.SECRET),
          Map.entry("CredentialKeyArns", Synthesized.KEY),
          Map.entry("KeyStoreSecrets", Synthesized.STORE + "=kmsuser"),
          Map.entry("SecretTemplate", "connector/{name}/kmsuser"),
          Map.entry("KeyStoreSettings", Synthesized.STORE + "=cloudHsmClusterId"),
          Map.entry("CanaryKeys", Synthesized.STORE + "=" + Synthesized.KEY),
          Map.entry("CanaryKeyArns", Synthesized.KEY),
          Map.entry("ScheduleExpression", "rate(1 day)"),
          Map.entry("ScheduleKeyStoreId", Synthesized.STORE),
          Map.entry("Schedule2Expression", "rate(2 days)"),
          Map.entry("Schedule2KeyStoreId", Synthesized.STORE),
          Map.entry("Schedule3Expression", "rate(3 days)"),
          Map.entry("Schedule3KeyStoreId", Synthesized.STORE),
          Map.entry("FleetScheduleExpression", "rate(4 days)"),
          Map.entry("HsmClusterId", Synthesized.CLUSTER),
          Map.entry("HsmClusterKeyStoreId", Synthesized.STORE),
          Map.entry("NoticeDisconnects", "true"),
          Map.entry("RunOnFailed", "true"),
          Map.entry(
              "RunOnFailedUpdate", "{\"keyStorePasswordSecretId\":\"connector/{name}/kmsuser\"}"),
          Map.entry("ExpectedStates", "prod-*=MON-FRI 07:00-20:00 Europe/Berlin"),
          Map.entry("AlarmKeyStoreIds", Synthesized.STORE),
          Map.entry("HubBusArn", Synthesized.HUB_BUS),
          Map.entry("HubSinkArn", Synthesized.HUB_SINK),
          Map.entry("NotificationEmail", "oncall@example.com"),
          Map.entry("TopicArn", "arn:aws:sns:eu-central-1:111122223333:operations"),
          Map.entry("TopicKeyArn", Synthesized.KEY),
          Map.entry("LogKeyArn", Synthesized.KEY),
          Map.entry("RunbookUrl", "https://example.com/runbook"),
          Map.entry("ResponseHosts", "https://*.s3.example.com"),
          Map.entry("JournalKeyArn", Synthesized.KEY),
          Map.entry("QueueKeyArn", Synthesized.KEY),
          Map.entry("PermissionsBoundaryArn", "arn:aws:iam::111122223333:policy/boundary"),
          Map.entry("SubnetIds", "subnet-0123456789abcdef0,subnet-0fedcba9876543210"),
          Map.entry("SecurityGroupIds", "sg-0123456789abcdef0"));

  /** What Lambda needs to put a function into a VPC. */
  private static final List<String> NETWORK =
      List.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses");

  private final CloudTemplate plain = Synthesized.PLAIN.template();

  @Test
  void itNeedsNothingOfCdk() {
    assertThat(plain.json().toString().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("bootstrapversion", "cdk-hnb659fds", "cdk-bootstrap", "assetparameters");
    assertThat(plain.json()).doesNotContainKey("Transform");
    for (Map<String, Object> function : plain.resources("AWS::Lambda::Function").values()) {
      Map<String, Object> code = Json.map(function, "Properties", "Code");
      assertThat(Json.at(code, "S3Bucket").toString())
          .isEqualTo(
              "{Fn::If=[HasCodeBucketPrefix, {Fn::Join=[-, [{Ref=CodeBucketPrefix},"
                  + " {Ref=AWS::Region}]]}, {Ref=CodeBucket}]}");
      assertThat(CloudTemplate.text(Json.at(code, "S3Key")))
          .matches("…/(steps|lifecycle|watch)\\.jar");
    }
  }

  /** CloudFormation takes a megabyte from a bucket. */
  @Test
  void itFitsIntoOneRequest() {
    int bytes = JSON.std.asString(plain.json()).getBytes(StandardCharsets.UTF_8).length;
    assertThat(bytes).isLessThan(300_000);
  }

  @Test
  void itIsWrittenInAsciiBecauseOutputsShowNothingElse() {
    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(plain.json().toString())).isTrue();
  }

  @Test
  void everyParameterIsDescribedGroupedAndLimited() {
    Set<String> grouped = new TreeSet<>();
    for (Object group :
        Json.list(plain.json(), "Metadata", "AWS::CloudFormation::Interface", "ParameterGroups")) {
      assertThat(String.valueOf(Json.at(group, "Label", "default"))).isNotBlank();
      grouped.addAll(Json.texts(group, "Parameters"));
    }
    assertThat(grouped).isEqualTo(new TreeSet<>(plain.section("Parameters").keySet()));
    plain
        .section("Parameters")
        .forEach(
            (name, parameter) -> {
              assertThat(String.valueOf(Json.at(parameter, "Description"))).as(name).endsWith(".");
              assertThat(Json.map(parameter))
                  .as(name)
                  .containsAnyOf(
                      Map.entry(
                          "AllowedPattern",
                          Json.map(parameter).getOrDefault("AllowedPattern", "none")),
                      Map.entry(
                          "AllowedValues",
                          Json.map(parameter).getOrDefault("AllowedValues", "none")));
              accepts(parameter, Json.find(parameter, "Default"));
            });
  }

  private static void accepts(Object parameter, @Nullable Object byDefault) {
    if (byDefault != null && Json.find(parameter, "AllowedPattern") instanceof String pattern) {
      assertThat(String.valueOf(byDefault)).matches(pattern);
    }
    if (byDefault != null && Json.find(parameter, "AllowedValues") instanceof List<?> values) {
      assertThat(values.stream().map(String::valueOf)).contains(String.valueOf(byDefault));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "KeyStoreIds | cks-1234567890abcdef0,cks-0fedcba0987654321 | true",
        "KeyStoreIds | \"\" | false",
        "KeyStoreIds | cks-1234567890abcdef0,,cks-0fedcba0987654321 | false",
        "KeyStoreIds | payments | false",
        "CodeBucket | My_Bucket | false",
        "CodeBucketPrefix | none | true",
        "CodeBucketPrefix | my-artifacts | true",
        "CodeBucketPrefix | a | true",
        "CodeBucketPrefix | my-artifacts- | false",
        "CodeBucketPrefix | a-prefix-of-48-characters-leaves-15-for-the-region | false",
        "CodeBucketPrefix | a-prefix-of-48-characters-leaves-15-for-a-region | true",
        "SecretTemplate | none | true",
        "SecretTemplate | connector/{name}/kmsuser | true",
        "SecretTemplate | /connector/{id} | true",
        "SecretTemplate | connector/a.{name}-{id}/b | true",
        "SecretTemplate | \"\" | false",
        "SecretTemplate | connector/kmsuser | false",
        "SecretTemplate | {name}/kmsuser | false",
        "SecretTemplate | {name} | false",
        "SecretTemplate | connector-{name} | false",
        "SecretTemplate | /{name} | false",
        "SecretTemplate | connector/{name}/* | false",
        "SecretTemplate | connector/{name},{id} | false",
        "SecretTemplate | connector/{cluster}/{name} | false",
        "SecretTemplate | arn:aws:secretsmanager:eu-central-1:111122223333:secret:c/{name} |"
            + " false",
        "CodePrefix | folder/ | false",
        "DisconnectOnDeleteKeyStoreIds | \"\" | true",
        "DisconnectOnDeleteKeyStoreIds | cks-1,payments | true",
        "DisconnectOnDeleteKeyStoreIds | cks-1,pay** | false",
        "KeyStoreIds | * | true",
        "KeyStoreIds | ** | false",
        "KeyStoreNames | none | true",
        "KeyStoreNames | prod-*,payments,team a/b | true",
        "KeyStoreNames | * | false",
        "KeyStoreNames | ** | false",
        "KeyStoreNames | cks-* | false",
        "KeyStoreNames | cks-1 | false",
        "KeyStoreNames | \"\" | false",
        "KeyStoreNames | prod-*,,test | false",
        "KeyStoreNames | all | false",
        "DeniedKeyStores | cks-1,prod-hr* | true",
        "DeniedKeyStores | * | false",
        "DeniedKeyStores | cks-* | false",
        "AddHsmKeyStoreIds | * | true",
        "AddHsmKeyStoreIds | prod-*,cks-1 | true",
        "CredentialArns | kmsuser | false",
        "CredentialArns | arn:aws:secretsmanager:eu-central-1:111122223333:secret:kmsuser | false",
        "CredentialArns | arn:aws:secretsmanager:eu-central-1:111122223333:secret:* | false",
        "CredentialArns | arn:aws:secretsmanager:eu-central-1:111122223333:secret:a/b-?????? |"
            + " true",
        "CredentialKeyArns | arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1 | true",
        "CredentialKeyArns | arn:aws:kms:eu-central-1:111122223333:alias/a | false",
        "KeyStoreSecrets | \"\" | true",
        "KeyStoreSecrets | none | true",
        "KeyStoreSecrets | cks-1=kmsuser,cks-2=payments/kms=user@1 | true",
        "KeyStoreSecrets | *={name}/*,*=kms/{id},*=* | true",
        "KeyStoreSecrets | cks-1=arn:aws:secretsmanager:eu-central-1:111122223333:secret:a-AbCdEf |"
            + " true",
        "KeyStoreSecrets | cks-1=arn:aws:secretsmanager:eu-central-1:111122223333:secret:{name}/* |"
            + " true",
        "KeyStoreSecrets | kmsuser | false",
        "KeyStoreSecrets | cks-1= | false",
        "KeyStoreSecrets | cks-1=a,,cks-2=b | false",
        "KeyStoreSecrets | payments=kmsuser,prod-*=connector/{name}/kmsuser | true",
        "KeyStoreSecrets | pay**=kmsuser | false",
        "KeyStoreSecrets | cks-*=kmsuser | false",
        "KeyStoreSecrets | none=kmsuser | false",
        "KeyStoreSecrets | cks-1=a*b | false",
        "KeyStoreSecrets | cks-1={cluster}/a | false",
        "KeyStoreSecrets | none,cks-1=a | false",
        "KeyStoreSettings | \"\" | true",
        "KeyStoreSettings | none | true",
        "KeyStoreSettings | cks-1=cloudHsmClusterId,*=xksProxyUriPath | true",
        "KeyStoreSettings | cks-1=keyStorePasswordSecretId | false",
        "KeyStoreSettings | cks-1=when | false",
        "KeyStoreSettings | cloudHsmClusterId | false",
        "ScheduleUpdate | {\"a\": \"b\"},\"passwordTold\":true,\"update\":{\"a\": \"b\"} | false",
        "JournalKeyArn | arn:aws:kms:eu-central-1:111122223333:key/mrk-1 | true",
        "JournalKeyArn | arn:aws:kms:eu-central-1:111122223333:alias/a | false",
        "ScheduleExpression | cron(0 6 ? * MON-FRI *) | true",
        "ScheduleExpression | every day | false",
        "ScheduleExpression | cron(0 6 * * MON-FRI *) | false",
        "FleetScheduleKeyStores | prod-*,cks-1,My store | true",
        "FleetScheduleUpdate | {\"keyStorePasswordSecretId\": \"connector/{name}/a\"} | true",
        "FleetScheduleUpdate | {\"keyStorePasswordSecretId\": \"{id}\","
            + " \"xksProxyAuthenticationCredentialSecretId\": \"b/{name}\"} | true",
        "FleetScheduleUpdate | {\"keyStorePasswordSecretId\": \"kmsuser\"} | false",
        "FleetScheduleUpdate | {\"cloudHsmClusterId\": \"{id}\"} | false",
        "FleetScheduleKeyStores | * | true",
        "FleetScheduleKeyStores | \"\" | false",
        "FleetScheduleKeyStores | prod-*,,cks-1 | false",
        "FleetScheduleKeyStores | prod\\ | false",
        "ScheduleTimeZone | America/Argentina/Buenos_Aires | true",
        "ScheduleTimeZone | Etc/GMT-2 | true",
        "ScheduleTimeZone | +02:00 | false",
        "ScheduleTimeZone | Berlin | false",
        "NotificationEmail | oncall@example.com | true",
        "NotificationEmail | oncall | false",
        "RunbookUrl | https://example.com/runbook#anchor | false",
        "ResponseHosts | https://a.s3.amazonaws.com,https://*.s3.*.amazonaws.com:8443 | true",
        "ResponseHosts | http://a.s3.amazonaws.com | false",
        "ResponseHosts | https://a.s3.amazonaws.com/path | false",
        "PermissionsBoundaryArn | arn:aws:iam::aws:policy/PowerUserAccess | true",
        "PermissionsBoundaryArn | boundary | false",
        "RunOnFailedUpdate | {\"keyStorePasswordSecretId\": \"kmsuser\"} | true",
        "RunOnFailedUpdate |"
            + " {\"when\":\"BEFORE_CONNECT\",\"keyStorePasswordSecretId\":\"a/{name}/{id}\"} |"
            + " true",
        "RunOnFailedUpdate | {\"keyStorePasswordSecretId\": \"{cluster}\"} | false",
        "RunOnFailedUpdate | {\"when\":\"NOW\",\"keyStorePasswordSecretId\":\"a\"} | false",
        "RunOnFailedUpdate | {\"xksProxyAuthenticationCredentialSecretId\": \"a\"} | false",
        "ExpectedStates | none | true",
        "ExpectedStates | cks-1=DISCONNECTED,prod-*=SAT-SUN 00:00-24:00 UTC | true",
        "ExpectedStates | *=MON 22:00-06:00 America/Argentina/Buenos_Aires | true",
        "ExpectedStates | cks-1=FAILED | false",
        "ExpectedStates | cks-1=MON-FRI 07:00-20:00 | false",
        "ExpectedStates | cks-1=MON-FRI 07:00-25:00 UTC | false",
        "ExpectedStates | DISCONNECTED | false",
        "ExpectedStates | \"\" | false",
        "AlarmKeyStoreIds | all | true",
        "AlarmKeyStoreIds | none | true",
        "AlarmKeyStoreIds | cks-1,cks-2 | true",
        "AlarmKeyStoreIds | \"\" | false",
        "AlarmKeyStoreIds | payments | false",
        "HubBusArn | none | true",
        "HubBusArn | arn:aws:events:eu-central-1:111122223333:event-bus/connector-hub-Hub | true",
        "HubBusArn | connector-hub-Hub | false",
        "HubBusArn | arn:aws:events:eu-central-1:111122223333:rule/a | false",
        "HubBusArn | \"\" | false",
        "HubSinkArn | none | true",
        "HubSinkArn | arn:aws:oam:eu-central-1:111122223333:sink/1234abcd-12ab | true",
        "HubSinkArn | arn:aws:oam:eu-central-1:111122223333:link/1234abcd-12ab | false",
        "SubnetIds | subnet-0123456789abcdef0,subnet-01234567 | true",
        "SubnetIds | vpc-0123456789abcdef0 | false",
        "SubnetIds | subnet-01234567, subnet-0123456789abcdef0 | false",
        "SecurityGroupIds | \"\" | false",
        "SecurityGroupIds | sg-01234567,sg-01234567,sg-01234567,sg-01234567,sg-01234567 | true",
        "SecurityGroupIds |"
            + " sg-01234567,sg-01234567,sg-01234567,sg-01234567,sg-01234567,sg-01234567 | false",
      })
  void aPatternTakesWhatIsMeantAndNothingElse(String parameter, String value, boolean taken) {
    Object declared = Json.at(plain.json(), "Parameters", parameter);
    String pattern = String.valueOf(Json.at(declared, "AllowedPattern"));
    assertThat(members(declared, value).allMatch(member -> Pattern.matches(pattern, member)))
        .isEqualTo(taken);
  }

  /** As far as a pattern can tell, it takes an update that the workflow takes, and no other. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"keyStorePasswordSecretId\": \"kmsuser\"}",
        "{ \"when\" : \"BEFORE_CONNECT\", \"keyStorePasswordSecretId\":\"a/b\" }",
        "{\"cloudHsmClusterId\":\"cluster-2a3b4c5d6e7\",\"when\":\"ON_FAILURE\"}",
        "{\"xksProxyUriEndpoint\":\"https://a.example\",\"xksProxyUriPath\":\"/a/kms/xks/v1\","
            + "\"xksProxyConnectivity\":\"VPC_ENDPOINT_SERVICE\",\"xksProxyVpcEndpointServiceName\":"
            + "\"com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f60718\","
            + "\"xksProxyAuthenticationCredentialSecretId\":\"proxy\"}",
        "{\"xksProxyVpcEndpointServiceOwner\":\"444455556666\"}",
        "{\"when\":\"NOW\",\"xksProxyUriPath\":\"/kms/xks/v1\","
            + "\"xksProxyAuthenticationCredentialSecretId\":\"proxy\"}",
        "{\"when\":\"NOW\",\"xksProxyUriEndpoint\":\"https://a.example\"}",
        "{\"when\":\"NOW\"}",
        "{\"xksProxyVpcEndpointServiceName\":\"\",\n"
            + " \"xksProxyConnectivity\": \"PUBLIC_ENDPOINT\"}",
        "{\"xksProxyConnectivity\":\"PUBLIC_ENDPOINT\",\"xksProxyVpcEndpointServiceName\":\"\"}",
        "{\"xksProxyVpcEndpointServiceName\":\"\"}",
        "{\"xksProxyConnectivity\":\"VPC_ENDPOINT_SERVICE\","
            + "\"xksProxyVpcEndpointServiceName\":\"\"}",
        "{\"xksProxyUriEndpoint\":\"https://a\",\"xksProxyUriPath\":\"/kms/xks/v1\"}",
        "{\"xksProxyUriPath\":\"/a/very/long/path/to/the/proxy/of/the/key/manager/which/nobody/would/"
            + "write/if/it/were/not/for/the/limit/of/one/hundred/and/twenty/eight/kms/xks/v1\"}",
        "{oops}",
        "{}",
        "[]",
        "{\"when\":\"ON_FAILURE\"}",
        "{\"when\":\"LATER\",\"keyStorePasswordSecretId\":\"kmsuser\"}",
        "{\"keyStorePasswordSecretId\": null}",
        "{\"keyStorePasswordSecretId\": \"my password!\"}",
        "{\"keyStorePassword\": \"kmsuser\"}",
        "{\"cloudHsmClusterId\":\"payments\"}",
        "{\"keyStorePasswordSecretId\":\"a\",\"xksProxyUriPath\":\"/kms/xks/v1\"}",
        "{\"keyStorePasswordSecretId\":\"a\"",
        "{},\"customKeyStoreId\":\"cks-2\",\"x\":{}"
      })
  void anUpdateOfTheScheduleIsTheJsonOfAnUpdate(String update) {
    Object pattern = Json.at(plain.json(), "Parameters", "ScheduleUpdate", "AllowedPattern");
    assertThat(Pattern.matches(String.valueOf(pattern), update)).isEqualTo(isUpdate(update));
  }

  private static boolean isUpdate(String update) {
    try {
      Object json = JSON.std.anyFrom(update);
      return json instanceof Map<?, ?> map
          && !map.containsValue(null)
          && RequestParser.parse(Map.of("customKeyStoreId", "cks-1", "update", map))
              instanceof RequestParser.Parsed.Valid
          && update.endsWith("}")
          && !update.contains("{}");
    } catch (JacksonException e) {
      return false;
    }
  }

  /** A list's pattern is that of each of its members. */
  private static Stream<String> members(Object parameter, String value) {
    return "CommaDelimitedList".equals(Json.at(parameter, "Type"))
        ? Stream.of(value.split(",", -1))
        : Stream.of(value);
  }

  @Test
  void withEverythingLeftEmptyThereIsNothingThatWasNotAskedFor() {
    CloudTemplate least = new Deployed(plain, LEAST).result();
    assertThat(least.resources().keySet())
        .noneMatch(
            path ->
                path.matches(
                    ".*(AddHsm|Schedules|SuccessMissing|/Secrets|SecretsByRule|SecretKeys|JournalKey|TopicKey|QueueKey|OnDelete|Email|Triggers|EventsRole|RunsOnFailed|Hub).*"));
    assertThat(least.properties("Journal/Table"))
        .containsEntry("SSESpecification", Map.of("SSEEnabled", false));
    assertThat(variable(least, "Steps/Check", "KEY_STORE_SECRETS")).isEqualTo("none");
    assertThat(variable(least, "Steps/Check", "KEY_STORE_SETTINGS")).isEqualTo("none");
    assertThat(least.properties("Workflow/StateMachine").toString()).contains("NotDeployed");
    assertThat(RolesTest.boundaries(least.resources("AWS::IAM::Role"))).containsOnly("none");
    assertThat(Statement.actions(least))
        .isEqualTo(Statement.actions(Synthesized.SMALLEST.template()));
    assertThat(variable(least, "Steps/Connect", "ADD_HSM_KEY_STORES")).isEqualTo("none");
    // The parameter, which is empty: none.
    assertThat(variable(least, "Deployments/Start", "DISCONNECTABLE_KEY_STORES"))
        .isEqualTo(joined("DisconnectOnDeleteKeyStoreIds"));
  }

  @Test
  void withEverythingGivenItHasAllThatTheConstructHas() {
    CloudTemplate most = new Deployed(plain, with(MOST)).result();
    Map<String, List<String>> actions = Statement.actions(Synthesized.EVERYTHING.template());
    // There the journal, the topic and the queue have no keys of their own.
    for (String role : List.of("Outcome", "Start", "Schedules", "Watch")) {
      actions.computeIfPresent(
          role,
          (_, all) ->
              Stream.concat(all.stream(), Stream.of("kms:Decrypt", "kms:GenerateDataKey"))
                  .sorted()
                  .toList());
    }
    // And the functions run in no VPC.
    for (String role :
        List.of(
            "Check", "Connect", "Disconnect", "Update", "AddHsm", "Outcome", "Start", "Watch")) {
      actions.computeIfPresent(
          role,
          (_, all) -> Stream.concat(all.stream(), NETWORK.stream()).distinct().sorted().toList());
    }
    actions.computeIfPresent(
        "Workflow",
        (role, all) -> Stream.concat(all.stream(), Stream.of("kms:Decrypt")).sorted().toList());
    assertThat(Statement.actions(most)).isEqualTo(actions);
    assertThat(RolesTest.boundaries(most.resources("AWS::IAM::Role")))
        .containsOnly("{Ref=PermissionsBoundaryArn}");
    assertThat(most.resources().keySet()).contains("Email", "Alarms/SuccessMissing-Schedule");
    assertThat(most.resources("AWS::Logs::LogGroup").values())
        .allSatisfy(
            logs ->
                assertThat(Json.at(logs, "Properties", "KmsKeyId"))
                    .isEqualTo(Map.of("Ref", "LogKeyArn")));
    assertThat(variable(most, "Steps/AddHsm", "ADD_HSM_KEY_STORES"))
        .isEqualTo(joined("AddHsmKeyStoreIds"));
    assertThat(most.properties("Journal/Table"))
        .containsEntry(
            "SSESpecification",
            Map.of(
                "SSEEnabled",
                true,
                "SSEType",
                "KMS",
                "KMSMasterKeyId",
                Map.of("Ref", "JournalKeyArn")));
  }

  @Test
  void everyStepHasThePairsThatTheParametersSay() {
    CloudTemplate most = new Deployed(plain, with(MOST)).result();
    for (String step : List.of("Check", "Connect", "Disconnect", "Update", "AddHsm")) {
      assertThat(variable(most, "Steps/" + step, "KEY_STORE_SECRETS").toString())
          .contains("{Ref=KeyStoreSecrets}", "{Ref=SecretTemplate}");
      assertThat(variable(most, "Steps/" + step, "KEY_STORE_SETTINGS"))
          .isEqualTo(Map.of("Ref", "KeyStoreSettings"));
    }
  }

  @Test
  void secretsAndTheirKeyStoresAreGivenTogetherOrNotAtAll() {
    String whose =
        "With CredentialArns, KeyStoreSecrets must say which secret is for which key store, such as"
            + " cks-1234567890abcdef0=kmsuser.";
    String unread = "With KeyStoreSecrets, CredentialArns must contain the ARNs of those secrets.";
    Map<String, String> given = with(Map.of("CredentialArns", Synthesized.SECRET));
    assertThat(new Deployed(plain, given).broken()).containsExactly(whose);
    given.put("KeyStoreSecrets", "none");
    assertThat(new Deployed(plain, given).broken()).containsExactly(whose);
    given.put("KeyStoreSecrets", "*=kmsuser");
    assertThat(new Deployed(plain, given).broken()).isEmpty();
    given.remove("CredentialArns");
    assertThat(new Deployed(plain, given).broken()).containsExactly(unread);
    assertThat(new Deployed(plain, with(Map.of("KeyStoreSecrets", "none"))).broken()).isEmpty();
  }

  @Test
  void functionsRunInTheSubnetsAndSecurityGroupsThatAreGivenTogether() {
    Map<String, String> given = with(Map.of("SubnetIds", "subnet-0123456789abcdef0"));
    assertThat(new Deployed(plain, given).broken())
        .containsExactly(
            "With SubnetIds, SecurityGroupIds must name the functions' security groups.");
    given.put("SecurityGroupIds", "sg-0123456789abcdef0");
    Deployed deployed = new Deployed(plain, given);
    assertThat(deployed.broken()).isEmpty();
    assertThat(deployed.result().resources("AWS::Lambda::Function").values())
        .hasSize(7)
        .allSatisfy(
            function ->
                assertThat(Json.at(function, "Properties", "VpcConfig"))
                    .isEqualTo(
                        Map.of(
                            "SubnetIds",
                            split("SubnetIds"),
                            "SecurityGroupIds",
                            split("SecurityGroupIds"))));
    given.remove("SubnetIds");
    assertThat(new Deployed(plain, given).broken())
        .containsExactly(
            "With SecurityGroupIds, SubnetIds must name the subnets in which the functions run.");
    assertThat(new Deployed(plain, LEAST).result().resources("AWS::Lambda::Function").values())
        .noneMatch(function -> Json.find(function, "Properties", "VpcConfig") != null);
  }

  @Test
  void withoutAWatchThereIsNothingOfItAndNoAlarmThatWouldWaitForIt() {
    Map<String, String> given = with(MOST);
    given.put("WatchMinutes", "0");
    Deployed without = new Deployed(plain, given);
    assertThat(without.result().resources().keySet())
        .noneMatch(path -> path.matches("(Watching|StoreAlarms)/.*"));
    assertThat(without.dangling()).isEmpty();
  }

  @Test
  void withoutAlarmsOnWhatAwsMeasuresThereIsNothingOfThem() {
    assertThat(new Deployed(plain, LEAST).result().resources().keySet())
        .contains("ServiceAlarms/HsmUnhealthy", "ServiceAlarms/Health/Event");
    Deployed without = new Deployed(plain, with(Map.of("ServiceAlarms", "false")));
    assertThat(without.result().resources().keySet())
        .noneMatch(path -> path.startsWith("ServiceAlarms/"));
    assertThat(without.dangling()).isEmpty();
  }

  @Test
  void withoutAFleetThereIsNothingOfIt() {
    Map<String, String> given = with(MOST);
    assertThat(new Deployed(plain, given).result().resources().keySet())
        .contains(
            "Fleet/StateMachine",
            "Fleet/FleetFailed",
            "Endings/FleetEnded",
            "Endings/Outcome/Fleets",
            "Deployments/Start/Fleets");
    assertThat(fleetThatFunctionsAreToldOf(given)).containsOnly("Fleet/StateMachine");
    given.put("Fleet", "false");
    given.remove("FleetScheduleExpression");
    Deployed without = new Deployed(plain, given);
    assertThat(without.result().resources().keySet()).noneMatch(path -> path.contains("Fleet"));
    assertThat(fleetThatFunctionsAreToldOf(given)).containsOnly("");
    assertThat(without.outputs()).doesNotContain("FleetStateMachineArn");
    assertThat(without.dangling()).isEmpty();
    assertThat(without.circle()).isEmpty();
  }

  /** The state machine in the variable of the deployment and outcome functions. */
  private List<String> fleetThatFunctionsAreToldOf(Map<String, String> given) {
    CloudTemplate result = new Deployed(plain, given).result();
    return Stream.of("Endings/Outcome", "Deployments/Start")
        .map(function -> result.properties(function + "/Function"))
        .map(function -> Json.at(function, "Environment", "Variables", "FLEET_STATE_MACHINE_ARN"))
        .map(value -> value instanceof String text ? text : String.valueOf(result.target(value)))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "5, 300, 6, 13",
    "10, 600, 3, 7",
    "15, 900, 2, 5",
    "30, 1800, 1, 3",
    "60, 3600, 1, 2"
  })
  void theWatchLooksAsOftenAsTheParameterSaysAndItsAlarmsKnow(
      String minutes, int period, int halfAnHour, int moreThanAnHour) {
    CloudTemplate watched = new Deployed(plain, with(Map.of("WatchMinutes", minutes))).result();
    assertThat(watched.properties("Watching/Schedule").get("ScheduleExpression"))
        .isEqualTo(
            Map.of(
                "Fn::Join",
                List.of("", List.of("rate(", Map.of("Ref", "WatchMinutes"), " minutes)"))));
    Map<String, Object> row = Json.map(plain.section("Mappings"), "Watch", minutes);
    assertThat(row)
        .containsEntry("Period", period)
        .containsEntry("HalfAnHour", halfAnHour)
        .containsEntry("MoreThanAnHour", moreThanAnHour);
    assertThat(watched.properties("StoreAlarms/NotConnected-1"))
        .containsEntry("Period", ofMinutes("Period"))
        .containsEntry("EvaluationPeriods", ofMinutes("HalfAnHour"));
    assertThat(watched.properties("StoreAlarms/NotConnected-1"))
        .containsEntry("MetricName", "Connected");
    assertThat(watched.properties("StoreAlarms/RepairOpen-1"))
        .containsEntry("EvaluationPeriods", ofMinutes("MoreThanAnHour"));
  }

  @Test
  void withExpectedStatesTheWatchKnowsThemAndTheAlarmAsksItAboutThem() {
    CloudTemplate expecting =
        new Deployed(plain, with(Map.of("ExpectedStates", "*=DISCONNECTED"))).result();
    assertThat(expecting.properties("StoreAlarms/NotConnected-1"))
        .containsEntry("MetricName", "AsExpected");
    assertThat(variable(expecting, "Watching/Watch", "EXPECTED_STATES"))
        .isEqualTo(Map.of("Ref", "ExpectedStates"));
  }

  private static Map<String, Object> ofMinutes(String column) {
    return Map.of("Fn::FindInMap", List.of("Watch", Map.of("Ref", "WatchMinutes"), column));
  }

  /** The key stores, those with alarms, and how many have alarms then. */
  @ParameterizedTest
  @CsvSource({
    "cks-1,                                        all,           1",
    "'cks-1,cks-2',                                all,           2",
    "'cks-1,cks-2,cks-3,cks-4,cks-5,cks-6,cks-7',  all,           5",
    "'cks-1,cks-2,cks-3',                          'cks-3,cks-1', 2",
    "'cks-1,cks-2,cks-3',                          cks-2,         1",
    "'cks-1,cks-2',                                none,          0"
  })
  void theKeyStoresThatAreNamedHaveAlarms(String stores, String alarmed, int many) {
    Deployed deployed =
        new Deployed(plain, with(Map.of("KeyStoreIds", stores, "AlarmKeyStoreIds", alarmed)));
    assertThat(deployed.broken()).isEmpty();
    assertThat(
            deployed.result().resources("AWS::CloudWatch::Alarm").keySet().stream()
                .filter(path -> path.startsWith("StoreAlarms/NotConnected-")))
        .hasSize(many);
  }

  @Test
  void alarmsAreOnlyForKeyStoresOfTheDeployment() {
    assertThat(
            new Deployed(plain, with(Map.of("AlarmKeyStoreIds", Synthesized.OTHER_STORE))).broken())
        .containsExactly(
            "AlarmKeyStoreIds must name only key stores of KeyStoreIds, or be all or none.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AddHsmKeyStoreIds", "DisconnectOnDeleteKeyStoreIds"})
  void whatIsAllowedForAKeyStoreIsAllowedOnlyForOneOfTheDeployment(String parameter) {
    String sentence = parameter + " must name only key stores of KeyStoreIds.";
    Map<String, String> given = with(Map.of(parameter, Synthesized.OTHER_STORE));
    assertThat(new Deployed(plain, given).broken()).containsExactly(sentence);
    given.put(parameter, Synthesized.STORE + ",," + Synthesized.OTHER_STORE);
    assertThat(new Deployed(plain, given).broken()).containsExactly(sentence);
    given.put("KeyStoreIds", Synthesized.STORE + "," + Synthesized.OTHER_STORE);
    given.put(parameter, Synthesized.OTHER_STORE);
    assertThat(new Deployed(plain, given).broken()).isEmpty();
  }

  @Test
  void aScheduleThatAddsAnHsmNeedsAKeyStoreForWhichThatIsAllowed() {
    Map<String, String> given =
        with(
            Map.of(
                "ScheduleExpression",
                "rate(1 day)",
                "ScheduleKeyStoreId",
                Synthesized.STORE,
                "ScheduleAddHsm",
                "true"));
    assertThat(new Deployed(plain, given).broken())
        .containsExactly(
            "With ScheduleAddHsm, ScheduleKeyStoreId must be one of AddHsmKeyStoreIds.");
    given.put("AddHsmKeyStoreIds", Synthesized.STORE);
    assertThat(new Deployed(plain, given).broken()).isEmpty();
  }

  @Test
  void aScheduleThatUpdatesNeedsSomethingThatItMayUpdate() {
    Map<String, String> given = with(Map.of("ScheduleUpdate", "{\"cloudHsmClusterId\": \"a\"}"));
    assertThat(new Deployed(plain, given).broken())
        .containsExactly(
            "With ScheduleUpdate, KeyStoreSecrets, SecretTemplate or KeyStoreSettings must allow"
                + " what it changes.");
    given.put("KeyStoreSettings", Synthesized.STORE + "=cloudHsmClusterId");
    assertThat(new Deployed(plain, given).broken()).isEmpty();
    given.remove("KeyStoreSettings");
    given.put("SecretTemplate", "connector/{name}/kmsuser");
    assertThat(new Deployed(plain, given).broken()).isEmpty();
  }

  /** What the console shows when a value is rejected. */
  @Test
  void everyPatternIsToldByAnExampleThatKeepsIt() {
    plain
        .section("Parameters")
        .forEach(
            (name, parameter) -> {
              Object pattern = Json.find(parameter, "AllowedPattern");
              if (pattern != null) {
                String told = String.valueOf(Json.at(parameter, "ConstraintDescription"));
                assertThat(told).as(name).startsWith("must look like ");
                assertThat(members(parameter, told.substring("must look like ".length())))
                    .as(name)
                    .allMatch(member -> member.matches(pattern.toString()));
              }
            });
  }

  @Test
  void aTopicHasTheKeyThatItIsGiven() {
    assertThat(new Deployed(plain, LEAST).result().properties("People/Topic"))
        .doesNotContainKey("KmsMasterKeyId");
    assertThat(
            new Deployed(plain, with(Map.of("TopicKeyArn", Synthesized.KEY)))
                .result()
                .properties("People/Topic"))
        .containsEntry("KmsMasterKeyId", Map.of("Ref", "TopicKeyArn"));
  }

  @Test
  void aQueueHasTheKeyThatItIsGiven() {
    assertThat(new Deployed(plain, LEAST).result().properties("Undelivered"))
        .containsEntry("SqsManagedSseEnabled", true)
        .doesNotContainKey("KmsMasterKeyId");
    CloudTemplate keyed =
        new Deployed(plain, with(Map.of("QueueKeyArn", Synthesized.KEY))).result();
    assertThat(keyed.properties("Undelivered"))
        .containsEntry("SqsManagedSseEnabled", false)
        .containsEntry("KmsMasterKeyId", Map.of("Ref", "QueueKeyArn"));
    assertThat(keyed.resources().keySet())
        .contains("Endings/Outcome/QueueKey", "Deployments/Start/QueueKey")
        .doesNotContain("Schedules/QueueKey");
  }

  @Test
  void aNewHsmStartsARunUnlessTheConnectorBoughtIt() {
    Map<String, String> parameters = with(MOST);
    parameters.put("HsmClusterUpdate", "{\"keyStorePasswordSecretId\": \"kmsuser\"}");
    Map<String, Object> rule =
        new Deployed(plain, parameters).result().properties("Triggers/HsmCreated1");
    assertThat(Json.at(rule, "EventPattern", "detail", "requestParameters", "clusterId"))
        .isEqualTo(List.of(Map.of("Ref", "HsmClusterId")));
    assertThat(Json.at(rule, "EventPattern", "detail", "$or").toString())
        .contains("anything-but=[{Fn::GetAtt=[ConnectorStepsAddHsmRole");
    Object request = Json.parse(written(Json.at(rule, "Targets", 0, "Input"), parameters));
    assertThat(request)
        .isEqualTo(
            Map.of(
                "customKeyStoreId",
                Synthesized.STORE,
                "update",
                Map.of("keyStorePasswordSecretId", "kmsuser")));
    assertThat(RequestParser.parse(request)).isInstanceOf(RequestParser.Parsed.Valid.class);
    parameters.remove("AddHsmKeyStoreIds");
    assertThat(
            new Deployed(plain, parameters).result().properties("Triggers/HsmCreated1").toString())
        .contains("anything-but=[none]");
  }

  @Test
  void aNewHsmWithoutAKeyStoreOfTheDeploymentIsRefusedBeforeAnythingIsMade() {
    Map<String, String> given = with(Map.of("HsmClusterId", Synthesized.CLUSTER));
    assertThat(new Deployed(plain, given).broken())
        .containsExactly("With an HsmClusterId, HsmClusterKeyStoreId must be one of KeyStoreIds.");
    given.put("HsmClusterKeyStoreId", Synthesized.STORE);
    assertThat(new Deployed(plain, given).broken()).isEmpty();
    given.put("HsmClusterUpdate", "{\"keyStorePasswordSecretId\": \"kmsuser\"}");
    assertThat(new Deployed(plain, given).broken())
        .containsExactly(
            "With HsmClusterUpdate, KeyStoreSecrets, SecretTemplate or KeyStoreSettings must allow"
                + " what it changes.");
  }

  /** An event has only the id, so those that are given by name cannot be told from others. */
  @Test
  void aDisconnectOfAnyOfTheKeyStoresIsNoticed() {
    Map<String, String> notice = with(Map.of("NoticeDisconnects", "true"));
    assertThat(noticed(notice)).isEqualTo(Map.of("Ref", "KeyStoreIds"));
    List<Map<String, String>> any = List.of(Map.of("prefix", "cks-"));
    assertThat(noticed(with(MOST))).isEqualTo(any);
    notice.put("KeyStoreIds", "*");
    assertThat(noticed(notice)).isEqualTo(any);
  }

  private Object noticed(Map<String, String> given) {
    return Json.at(
        new Deployed(plain, given).result().properties("Triggers/Disconnected"),
        "EventPattern",
        "detail",
        "requestParameters",
        "customKeyStoreId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cks-1,cks-2 | none   | cks-1,cks-2",
        "*           | none   | *",
        "none        | prod-* | none,prod-*",
        "cks-1       | prod-* | cks-1,prod-*"
      })
  void theFunctionsGetIdsAndNamesInOneList(String ids, String names, String list) {
    Map<String, String> given = with(Map.of("KeyStoreIds", ids, "KeyStoreNames", names));
    Object variable =
        variable(new Deployed(plain, given).result(), "Steps/Connect", "MANAGED_KEY_STORES");
    assertThat(flat(variable, given)).isEqualTo(list);
    assertThat(new Deployed(plain, given).broken()).isEmpty();
  }

  private static String flat(Object node, Map<String, String> given) {
    return switch (node) {
      case Map<?, ?> map when map.get("Ref") instanceof String name ->
          Objects.requireNonNull(given.get(name));
      case Map<?, ?> map when map.get("Fn::Join") instanceof List<?> join ->
          join.get(1) instanceof List<?> parts
              ? parts.stream()
                  .map(part -> flat(Objects.requireNonNull(part), given))
                  .collect(Collectors.joining(","))
              : flat(Objects.requireNonNull(join.get(1)), given);
      default -> String.valueOf(node);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none    | none   | KeyStoreIds or KeyStoreNames must name at least one key store.",
        "*,cks-1 | none   | With * in KeyStoreIds, there must be nothing else in it, and nothing in"
            + " KeyStoreNames.",
        "*       | prod-* | With * in KeyStoreIds, there must be nothing else in it, and nothing in"
            + " KeyStoreNames."
      })
  void aListThatSaysSomethingElseThanItSeemsToIsRefused(String ids, String names, String sentence) {
    Map<String, String> given = with(Map.of("KeyStoreIds", ids, "KeyStoreNames", names));
    assertThat(new Deployed(plain, given).broken()).containsExactly(sentence);
  }

  /** Whether an id is that of a key store with such a name, only the functions can see. */
  @Test
  void withNamesAndWithAStarOtherParametersMayNameAnyKeyStore() {
    for (Map<String, String> base :
        List.of(BY_NAME, Map.of("CodeBucket", "my-bucket", "KeyStoreIds", "*"))) {
      Map<String, String> given = new HashMap<>(base);
      given.put("ScheduleExpression", "rate(1 day)");
      assertThat(new Deployed(plain, given).broken()).hasSize(1);
      given.put("ScheduleKeyStoreId", Synthesized.STORE);
      given.put("ScheduleAddHsm", "true");
      assertThat(new Deployed(plain, given).broken()).hasSize(1);
      given.put("AddHsmKeyStoreIds", "prod-*");
      given.put("DisconnectOnDeleteKeyStoreIds", "payments");
      given.put("AlarmKeyStoreIds", Synthesized.STORE);
      assertThat(new Deployed(plain, given).broken()).isEmpty();
    }
  }

  @Test
  void aStarHasNoAlarms() {
    Map<String, String> given = with(Map.of("KeyStoreIds", "*"));
    assertThat(new Deployed(plain, given).result().resources().keySet())
        .noneMatch(path -> path.startsWith("StoreAlarms/"));
  }

  /**
   * The functions of conditions are others.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-rules.html">Rule-specific
   *     intrinsic functions</a>
   */
  @Test
  void rulesUseOnlyTheFunctionsThatRulesHave() {
    assertThat(
            Json.deep(plain.section("Rules"))
                .flatMap(
                    node -> node instanceof Map<?, ?> map ? map.keySet().stream() : Stream.of())
                .map(String::valueOf)
                .filter(name -> name.startsWith("Fn::")))
        .containsOnly(
            "Fn::And",
            "Fn::Contains",
            "Fn::EachMemberEquals",
            "Fn::EachMemberIn",
            "Fn::Equals",
            "Fn::Not",
            "Fn::Or");
  }

  /** The queue's policy cannot name a rule that may not be deployed. */
  @Test
  void whatARuleCannotDeliverMayEnterTheQueue() {
    Map<String, Object> statement =
        Json.list(plain.properties("Undelivered/Policy"), "PolicyDocument", "Statement").stream()
            .map(Json::map)
            .filter(each -> "Rules".equals(each.get("Sid")))
            .findFirst()
            .orElseThrow();
    assertThat(statement.get("Action")).isEqualTo("sqs:SendMessage");
    assertThat(CloudTemplate.text(Json.at(statement, "Condition", "ArnLike", "aws:SourceArn")))
        .isEqualTo("arn:…:events:…:…:rule/*");
    assertThat(Json.at(statement, "Condition", "StringEquals", "aws:SourceAccount"))
        .isEqualTo(Map.of("Ref", "AWS::AccountId"));
  }

  /** Each has its own parameters, and none needs another. */
  @Test
  void theSchedulesDoNotDependOnEachOther() {
    CloudTemplate third =
        new Deployed(
                plain,
                with(
                    Map.of(
                        "Schedule3Expression",
                        "rate(1 day)",
                        "Schedule3KeyStoreId",
                        Synthesized.STORE)))
            .result();
    assertThat(third.resources("AWS::Scheduler::Schedule").keySet())
        .containsExactly("Schedules/Schedule3");
    assertThat(third.resources().keySet())
        .contains("Schedules/Group", "Schedules/Role", "Alarms/SuccessMissing-Schedule3")
        .doesNotContain("Alarms/SuccessMissing-Schedule");
    assertThat(third.properties("Schedules/Schedule3"))
        .containsEntry("ScheduleExpression", Map.of("Ref", "Schedule3Expression"))
        .containsEntry("ScheduleExpressionTimezone", Map.of("Ref", "Schedule3TimeZone"));
    assertThat(third.properties("Schedules/Schedule3").toString())
        .doesNotContain("Ref=Schedule2", "Ref=ScheduleKey", "Ref=ScheduleUpdate");
  }

  /**
   * A checker reads a default as a value, even where another parameter's condition rules it out.
   *
   * @see <a href="https://github.com/aws-cloudformation/cfn-lint/issues/3378">Rule W1030</a>
   */
  @Test
  void noEmptyDefaultStandsWhereTheServiceNeedsAValue() {
    for (Map<String, Object> alarm : plain.resources("AWS::CloudWatch::Alarm").values()) {
      Json.deep(Json.at(alarm, "Properties"))
          .filter(node -> Json.find(node, "Dimensions") != null)
          .flatMap(node -> Json.list(node, "Dimensions").stream())
          .map(dimension -> Json.at(dimension, "Value"))
          .filter(value -> Json.find(value, "Ref") instanceof String)
          .forEach(
              value ->
                  assertThat(
                          Json.find(plain.json(), "Parameters", Json.at(value, "Ref"), "Default"))
                      .as(value.toString())
                      .isNotEqualTo(""));
    }
  }

  @Test
  void whatTheScheduleAsksForIsAValidRequest() {
    Map<String, String> parameters = new HashMap<>(with(MOST));
    assertThat(scheduled(parameters)).containsEntry("addHsm", false).doesNotContainKey("update");
    parameters.put("ScheduleAddHsm", "true");
    parameters.put("ScheduleUpdate", "{\"keyStorePasswordSecretId\": \"kmsuser\"}");
    Map<String, Object> request = scheduled(parameters);
    assertThat(request)
        .containsEntry("customKeyStoreId", Synthesized.STORE)
        .containsEntry("whenDisconnected", "CONNECT")
        .containsEntry("addHsm", true)
        .containsEntry("update", Map.of("keyStorePasswordSecretId", "kmsuser"));
    assertThat(RequestParser.parse(request)).isInstanceOf(RequestParser.Parsed.Valid.class);
  }

  @Test
  void aScheduleForSeveralKeyStoresStartsAFleetWithAValidRequest() {
    Map<String, String> given =
        with(
            Map.of(
                "FleetScheduleExpression", "rate(1 day)",
                "FleetScheduleKeyStores", "prod-*,cks-1",
                "FleetScheduleWhenDisconnected", "LEAVE",
                "FleetScheduleAddHsm", "true",
                "AddHsmKeyStoreIds", "cks-1234567890abcdef0",
                "SecretTemplate", "connector/{name}/kmsuser",
                "FleetScheduleUpdate",
                    "{\"keyStorePasswordSecretId\": \"connector/{name}/kmsuser\"}"));
    Deployed deployed = new Deployed(plain, given);
    assertThat(deployed.broken()).isEmpty();
    assertThat(deployed.dangling()).isEmpty();
    CloudTemplate result = deployed.result();
    assertThat(result.resources("AWS::Scheduler::Schedule").keySet())
        .containsExactly("Schedules/FleetSchedule");
    assertThat(result.properties("Schedules/FleetSchedule"))
        .containsEntry("ScheduleExpression", Map.of("Ref", "FleetScheduleExpression"))
        .containsEntry("ScheduleExpressionTimezone", Map.of("Ref", "FleetScheduleTimeZone"));
    Map<String, Object> target = Json.map(result.properties("Schedules/FleetSchedule"), "Target");
    assertThat(result.target(target.get("Arn"))).isEqualTo("Fleet/StateMachine");
    assertThat(result.target(target.get("RoleArn"))).isEqualTo("Schedules/Role");
    Map<String, Object> request =
        Json.parse(written(Objects.requireNonNull(target.get("Input")), given));
    assertThat(request)
        .isEqualTo(
            Map.of(
                "keyStores",
                List.of("prod-*", "cks-1"),
                "whenDisconnected",
                "LEAVE",
                "addHsm",
                true,
                "update",
                Map.of("keyStorePasswordSecretId", "connector/{name}/kmsuser")));
    assertThat(result.properties("Alarms/SuccessMissing-FleetSchedule"))
        .containsEntry("EvaluationPeriods", Map.of("Ref", "FleetScheduleSuccessWithinHours"));
    assertThat(FleetParser.parse(request)).isInstanceOf(FleetParser.Parsed.Valid.class);
  }

  @Test
  void theSchedulerMayStartAFleetOnlyIfAScheduleDoes() {
    Map<String, String> given = with(MOST);
    assertThat(new Deployed(plain, given).result().resources().keySet())
        .contains("Schedules/Role", "Schedules/StartFleets");
    given.remove("FleetScheduleExpression");
    assertThat(new Deployed(plain, given).result().resources().keySet())
        .contains("Schedules/Role")
        .doesNotContain("Schedules/StartFleets");
  }

  @Test
  void aScheduleForSeveralKeyStoresThatAddsAnHsmNeedsKeyStoresForWhichThatIsAllowed() {
    assertThat(new Deployed(plain, with(Map.of("FleetScheduleAddHsm", "true"))).broken())
        .containsExactly(
            "With FleetScheduleAddHsm, AddHsmKeyStoreIds must name the key stores of the"
                + " schedule.");
  }

  @Test
  void aScheduleForSeveralKeyStoresNeedsAFleet() {
    Deployed deployed =
        new Deployed(
            plain, with(Map.of("FleetScheduleExpression", "rate(1 day)", "Fleet", "false")));
    assertThat(deployed.broken())
        .containsExactly("With a FleetScheduleExpression, Fleet must be true.");
    assertThat(deployed.dangling()).isEmpty();
  }

  private Map<String, Object> scheduled(Map<String, String> parameters) {
    Object input =
        Json.at(
            new Deployed(plain, parameters).result().properties("Schedules/Schedule"),
            "Target",
            "Input");
    return Json.map(Json.parse(written(input, parameters)));
  }

  /** The string that CloudFormation makes from joined strings and parameters. */
  static String written(Object node, Map<String, String> parameters) {
    if (node instanceof Map<?, ?> map && map.get("Ref") instanceof String name) {
      return Objects.requireNonNullElseGet(
          parameters.get(name),
          () ->
              String.valueOf(
                  Json.at(Synthesized.PLAIN.template().json(), "Parameters", name, "Default")));
    }
    if (Json.find(node, "Fn::Join", 1, "Fn::Split", 0) instanceof String separator) {
      String list = written(Json.at(node, "Fn::Join", 1, "Fn::Split", 1), parameters);
      return String.join(
          String.valueOf(Json.at(node, "Fn::Join", 0)), list.split(Pattern.quote(separator), -1));
    }
    if (node instanceof Map<?, ?> map && map.containsKey("Fn::Join")) {
      StringBuilder text = new StringBuilder();
      Json.list(map, "Fn::Join", 1).forEach(part -> text.append(written(part, parameters)));
      return text.toString();
    }
    return String.valueOf(node);
  }

  @Test
  void logsAreKeptAndSuccessIsExpectedAsTheParametersSay() {
    assertThat(plain.resources("AWS::Logs::LogGroup").values())
        .hasSize(10)
        .allSatisfy(
            logs ->
                assertThat(Json.at(logs, "Properties", "RetentionInDays"))
                    .isEqualTo(Map.of("Ref", "LogRetentionInDays")));
    assertThat(plain.properties("Alarms/SuccessMissing-Schedule"))
        .containsEntry("EvaluationPeriods", Map.of("Ref", "ScheduleSuccessWithinHours"));
  }

  /** A version keeps the variables with which it was published, and parameters make no new one. */
  @Test
  void aParameterWithAnotherValueReachesTheFunctionsThatAreCalled() {
    assertThat(plain.resources("AWS::Lambda::Alias").values())
        .hasSize(8)
        .allSatisfy(
            alias ->
                assertThat(Json.at(alias, "Properties", "FunctionVersion")).isEqualTo("$LATEST"));
    assertThat(plain.resources("AWS::Lambda::Version").values())
        .hasSize(8)
        .allSatisfy(
            version ->
                assertThat(Json.map(version, "Properties"))
                    .containsOnlyKeys("CodeSha256", "FunctionName"));
  }

  @Test
  void aScheduleWithoutAKeyStoreOfTheDeploymentIsRefusedBeforeAnythingIsMade() {
    String sentence = "With a ScheduleExpression, ScheduleKeyStoreId must be one of KeyStoreIds.";
    Map<String, String> scheduled = with(Map.of("ScheduleExpression", "rate(1 day)"));
    assertThat(new Deployed(plain, scheduled).broken()).containsExactly(sentence);
    scheduled.put("ScheduleKeyStoreId", Synthesized.OTHER_STORE);
    assertThat(new Deployed(plain, scheduled).broken()).containsExactly(sentence);
    scheduled.put("KeyStoreIds", Synthesized.STORE + "," + Synthesized.OTHER_STORE);
    assertThat(new Deployed(plain, scheduled).broken()).isEmpty();
    assertThat(new Deployed(plain, with(MOST)).broken()).isEmpty();
    assertThat(new Deployed(plain, LEAST).broken()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void whateverIsGivenNothingRefersToWhatIsNotThere(Map<String, String> given) {
    Deployed deployed = new Deployed(plain, given);
    assertThat(deployed.dangling()).isEmpty();
    assertThat(deployed.circle()).isEmpty();
  }

  @Test
  void theStacksOfTheConstructReferToNothingThatIsNotThere() {
    for (CloudTemplate template : Synthesized.all()) {
      Deployed deployed = new Deployed(template, LEAST);
      assertThat(deployed.dangling()).isEmpty();
      assertThat(deployed.circle()).isEmpty();
    }
  }

  /** None, all, each parameter alone, and all except each one. */
  static Stream<Map<String, String>> combinations() {
    return Stream.concat(
        Stream.of(with(Map.of()), with(MOST)),
        MOST.entrySet().stream()
            .flatMap(
                entry -> {
                  Map<String, String> rest = with(MOST);
                  rest.remove(entry.getKey());
                  return Stream.of(with(Map.ofEntries(entry)), rest);
                }));
  }

  @Test
  void aCircleAndADanglingReferenceAreFound() {
    CloudTemplate bad =
        CloudTemplate.parse(
            """
            {"Resources": {
              "A": {"Type": "X", "Metadata": {"aws:cdk:path": "S/A"}, "Properties": {"B": {"Ref": "B"}}},
              "B": {"Type": "X", "Metadata": {"aws:cdk:path": "S/B"}, "DependsOn": ["C"]},
              "C": {"Type": "X", "Metadata": {"aws:cdk:path": "S/C"},
                    "Properties": {"A": {"Fn::Sub": "${A.Arn}"}, "D": {"Fn::GetAtt": ["D", "Arn"]}}}}}
            """);
    Deployed deployed = new Deployed(bad, Map.of());
    assertThat(deployed.circle()).containsExactly("A", "B", "C");
    assertThat(deployed.dangling()).containsExactly("C -> D");
  }

  @Test
  void theDocumentedParametersAreThoseOfTheTemplate() {
    List<List<String>> documented = Document.of("deploy.md").under("### Parameters").rows();
    assertThat(documented.stream().map(row -> row.getFirst() + " " + row.get(1)))
        .containsExactlyElementsOf(
            Arrays.stream(Parameter.values())
                .map(
                    parameter ->
                        "`%s` %s"
                            .formatted(
                                parameter.id(),
                                shown(
                                    Json.find(
                                        plain.json(), "Parameters", parameter.id(), "Default"))))
                .toList());
  }

  private static String shown(@Nullable Object byDefault) {
    if (byDefault == null) {
      return "**required**";
    }
    // The release is part of it, and differs with each build.
    String value = byDefault.toString().replace(FunctionCode.release(), "…");
    return value.isEmpty() ? "empty" : "`" + value + "`";
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> parameters = new HashMap<>(LEAST);
    parameters.putAll(more);
    return parameters;
  }

  private static Map<String, Object> joined(String list) {
    return Map.of("Fn::Join", List.of(",", Map.of("Ref", list)));
  }

  private static Map<String, Object> split(String list) {
    return Map.of("Fn::Split", List.of(",", Map.of("Ref", list)));
  }

  private static Object variable(CloudTemplate template, String function, String name) {
    return Json.at(template.properties(function + "/Function"), "Environment", "Variables", name);
  }
}
