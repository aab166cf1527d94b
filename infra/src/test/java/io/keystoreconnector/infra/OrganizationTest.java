package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keystoreconnector.core.SecretName;
import io.keystoreconnector.infra.EmulatedCloudFormation.Place;
import io.keystoreconnector.infra.EmulatedCloudFormation.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One StackSet covers an organization: no parameter differs between accounts and Regions. */
class OrganizationTest {

  private static final String HUB = "111122223333";
  private static final String MEMBER = "444455556666";
  private static final Place HERE = new Place("aws", "eu-central-1", HUB);

  private static final String BUS =
      "arn:aws:events:eu-central-1:%s:event-bus/connector-hub-Hub".formatted(HUB);
  private static final String SINK = "arn:aws:oam:eu-central-1:%s:sink/a1b2".formatted(HUB);

  private static final List<Place> EVERYWHERE =
      List.of(
          HERE,
          new Place("aws", "us-east-1", HUB),
          new Place("aws", "eu-central-1", MEMBER),
          new Place("aws", "ap-southeast-2", MEMBER),
          new Place("aws-us-gov", "us-gov-west-1", "777788889999"),
          new Place("aws-cn", "cn-northwest-1", "123456789012"));

  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          Map.entry("CodeBucketPrefix", "my-artifacts"),
          Map.entry("KeyStoreNames", "prod-*"),
          Map.entry("DeniedKeyStores", "prod-hr*"),
          Map.entry("AddHsmKeyStoreIds", "prod-*"),
          Map.entry("DisconnectOnDeleteKeyStoreIds", "prod-test*"),
          Map.entry("SecretTemplate", "connector/{name}/kmsuser"),
          Map.entry("NoticeDisconnects", "true"),
          Map.entry("NotificationEmail", "oncall@example.com"),
          Map.entry("RunbookUrl", "https://example.com/runbook"),
          Map.entry("Fleet", "true"),
          Map.entry("FleetScheduleExpression", "rate(1 day)"),
          Map.entry("FleetScheduleKeyStores", "prod-*"),
          Map.entry("HubBusArn", BUS),
          Map.entry("HubSinkArn", SINK));

  private final CloudTemplate plain = Synthesized.PLAIN.template();
  private final EmulatedCloudFormation cloud =
      new EmulatedCloudFormation(
          EVERYWHERE.stream()
              .map(Place::region)
              .distinct()
              .collect(Collectors.toMap(region -> "my-artifacts-" + region, region -> region)));

  /** The stack has the same name everywhere, as with a pipeline; a StackSet gives each its own. */
  @Test
  void theSameTemplateAndParametersDeployInEveryAccountAndRegion() {
    Map<String, Set<String>> resources = new TreeMap<>();
    for (Place place : EVERYWHERE) {
      cloud
          .deploy(place, "connector", plain, PARAMETERS)
          .forEach(
              (id, resource) ->
                  resources
                      .computeIfAbsent(id, _ -> new TreeSet<>())
                      .add(anywhere(resource.toString(), place)));
    }
    assertThat(resources).hasSizeGreaterThan(50);
    assertThat(resources.entrySet())
        .filteredOn(each -> each.getValue().size() > 1)
        .as("what differs in more than where it is")
        .isEmpty();
  }

  private static String anywhere(String text, Place place) {
    return text.replace(BUS, "BUS")
        .replace(SINK, "SINK")
        .replace(place.account(), "ACCOUNT")
        .replace(place.region() + "." + place.urlSuffix(), "REGION.SUFFIX")
        .replace(place.region(), "REGION")
        .replace("arn:" + place.partition() + ":", "arn:PARTITION:")
        .replaceAll("Partition=%s\\b(?!-)".formatted(place.partition()), "Partition=PARTITION");
  }

  /** Also in the hub's own account. */
  @Test
  void everyMemberReportsToTheHubsBus() {
    for (Place place : EVERYWHERE) {
      assertThat(ofHub(place, "AWS::Events::Rule"))
          .singleElement()
          .satisfies(
              rule -> {
                assertThat(Json.at(rule, "Properties", "Targets", 0, "Arn")).isEqualTo(BUS);
                assertThat(Json.at(rule, "Properties", "EventPattern", "account", 0))
                    .isEqualTo(place.account());
              });
    }
  }

  /** A sink takes links of its own Region only, and none of its own account. */
  @Test
  void onlyTheOtherAccountsInTheSinksRegionLinkTheirMetrics() {
    for (Place place : EVERYWHERE) {
      assertThat(ofHub(place, "AWS::Oam::Link"))
          .as(place.toString())
          .hasSize(place.account().equals(MEMBER) && place.region().equals("eu-central-1") ? 1 : 0);
    }
    assertThat(
            cloud
                .deploy(
                    EVERYWHERE.get(2),
                    "without",
                    plain,
                    Map.of("CodeBucketPrefix", "my-artifacts", "KeyStoreNames", "prod-*"))
                .values())
        .noneMatch(resource -> Json.at(resource, "Type").equals("AWS::Oam::Link"));
  }

  private List<Object> ofHub(Place place, String type) {
    return cloud.deploy(place, "reporting", plain, PARAMETERS).values().stream()
        .filter(resource -> type.equals(Json.at(resource, "Type")))
        .filter(
            resource ->
                String.valueOf(Json.at(resource, "Metadata", "aws:cdk:path")).contains("/Hub/"))
        .toList();
  }

  @Test
  void aHubNeedsTheWatch() {
    Map<String, String> blind = new HashMap<>(PARAMETERS);
    blind.put("WatchMinutes", "0");
    assertThat(new Deployed(plain, blind).broken())
        .containsExactly("With a HubBusArn, WatchMinutes must not be 0.");
    blind.put("HubBusArn", "none");
    assertThat(new Deployed(plain, blind).broken()).isEmpty();
  }

  @Test
  void theCommandsForAnOrganizationDeployEverywhere() {
    String commands =
        Document.of("deploy.md").under("## Several accounts and Regions").code("bash");
    assertThat(commands)
        .contains("--permission-model SERVICE_MANAGED", "--auto-deployment Enabled=true")
        .doesNotContain("--parameter-overrides");
    Map<String, String> parameters =
        Pattern.compile("ParameterKey=(\\w+),ParameterValue=\"?([^\\s\"']+)")
            .matcher(commands)
            .results()
            .collect(Collectors.toMap((MatchResult m) -> m.group(1), m -> m.group(2)));
    assertThat(parameters).containsKeys("CodeBucketPrefix", "SecretTemplate");
    for (Place place : EVERYWHERE) {
      assertThat(cloud.deploy(place, "connector", plain, parameters)).isNotEmpty();
    }
  }

  /** Someone in the hub's account may have deployed one by hand. */
  @Test
  void twoStacksInOneAccountAndRegionShareNoName() {
    for (String stack : List.of("StackSet-connector-0a1b2c3d", "by-hand")) {
      assertThat(cloud.deploy(HERE, stack, plain, PARAMETERS)).isNotEmpty();
    }
  }

  @Test
  void aBucketOfOneRegionDoesNotServeAnother() {
    Map<String, String> fixed = new HashMap<>(PARAMETERS);
    fixed.remove("CodeBucketPrefix");
    fixed.put("CodeBucket", "my-artifacts-us-east-1");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> cloud.deploy(HERE, "connector", plain, fixed))
        .withMessage("Bucket my-artifacts-us-east-1 is not in eu-central-1.");
  }

  @Test
  void anArnOfAnotherAccountOrRegionIsFound() {
    Map<String, String> more = new HashMap<>(PARAMETERS);
    more.put("CredentialArns", Synthesized.SECRET);
    more.put("KeyStoreSecrets", "*=kmsuser");
    assertThat(cloud.deploy(HERE, "connector", plain, more)).isNotEmpty();
    for (Place place : EVERYWHERE.subList(1, EVERYWHERE.size())) {
      assertThatExceptionOfType(Refused.class)
          .as(place.toString())
          .isThrownBy(() -> cloud.deploy(place, "connector", plain, more))
          .withMessageStartingWith("arn:aws:secretsmanager:eu-central-1:111122223333:");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::IAM::Role,             RoleName,      us-east-1",
    "AWS::CloudWatch::Dashboard, DashboardName, us-east-1",
    "AWS::SNS::Topic,            TopicName,     eu-central-1"
  })
  void aFixedNameIsFoundWhereItIsTaken(String type, String property, String otherRegion) {
    CloudTemplate fixed =
        CloudTemplate.parse(
            """
            {"Resources": {"Fixed": {"Type": "%s", "Metadata": {"aws:cdk:path": "S/Fixed"}, "Properties": {"%s": "connector"}}}}
            """
                .formatted(type, property));
    assertThat(cloud.deploy(HERE, "one", fixed, Map.of())).hasSize(1);
    assertThat(cloud.deploy(new Place("aws", otherRegion, MEMBER), "one", fixed, Map.of()))
        .hasSize(1);
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(
            () -> cloud.deploy(new Place("aws", otherRegion, HUB), "other", fixed, Map.of()))
        .withMessage(
            "%s connector is taken by one 111122223333 in eu-central-1 Fixed.".formatted(type));
  }

  @ParameterizedTest
  @CsvSource({
    "none,         none,         false",
    "my-artifacts, none,         true",
    "none,         my-artifacts, true",
    "my-artifacts, my-artifacts, false"
  })
  void eitherTheBucketOrItsPrefixIsGiven(String bucket, String prefix, boolean taken) {
    Map<String, String> given =
        Map.of("CodeBucket", bucket, "CodeBucketPrefix", prefix, "KeyStoreIds", Synthesized.STORE);
    assertThat(new Deployed(plain, given).broken())
        .isEqualTo(
            taken
                ? List.of()
                : List.of("Either CodeBucket or CodeBucketPrefix must be given, not both."));
  }

  /** The function compares with the rule, and the role has a pattern for all key stores. */
  @ParameterizedTest
  @CsvSource({
    "connector/{name}/kmsuser, connector/*/kmsuser-??????",
    "connector/{id},           connector/*-??????",
    "/a/{name}/{id}/b,         /a/*/*/b-??????"
  })
  void theRolesMayReadTheSecretsThatTheRuleNames(String template, String resource) {
    Map<String, String> given = new HashMap<>(PARAMETERS);
    given.put("SecretTemplate", template);
    Map<String, Object> stack = cloud.deploy(HERE, "connector", plain, given);
    String arns = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:" + resource;
    assertThat(byRule(stack, "Check")).hasSize(1).allMatch(each -> resource(each).equals(arns));
    assertThat(byRule(stack, "Update")).hasSize(2);
    assertThat(resource(byRule(stack, "Update").getFirst())).isEqualTo(arns);
    Map<String, Object> decrypt = byRule(stack, "Update").getLast();
    assertThat(decrypt).containsEntry("Action", "kms:Decrypt");
    assertThat(resource(decrypt)).isEqualTo("arn:aws:kms:eu-central-1:111122223333:key/*");
    assertThat(Json.at(decrypt, "Condition"))
        .isEqualTo(
            Map.of(
                "StringEquals",
                Map.of(
                    "kms:CallerAccount",
                    HUB,
                    "kms:ViaService",
                    "secretsmanager.eu-central-1.amazonaws.com"),
                "StringLike",
                Map.of("kms:EncryptionContext:SecretARN", arns)));
    String named = SecretName.filled(template, "cks-1234567890abcdef0", "prod-payments");
    assertThat("arn:aws:secretsmanager:eu-central-1:111122223333:secret:" + named + "-AbCdEf")
        .matches(Pattern.quote(arns).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
  }

  private static List<Map<String, Object>> byRule(Map<String, Object> stack, String step) {
    return stack.values().stream()
        .filter(
            each ->
                String.valueOf(Json.find(each, "Metadata", "aws:cdk:path"))
                    .endsWith("/Steps/%s/SecretsByRule/Resource".formatted(step)))
        .flatMap(each -> Json.list(each, "Properties", "PolicyDocument", "Statement").stream())
        .map(Json::map)
        .toList();
  }

  private static String resource(Map<String, Object> statement) {
    return String.valueOf(Objects.requireNonNull(statement.get("Resource")));
  }

  @ParameterizedTest
  @CsvSource({
    "none,              none,                     none",
    "none,              connector/{name}/kmsuser, 'none,*=connector/{name}/kmsuser'",
    "'',                none,                     none",
    "'',                connector/{name}/kmsuser, *=connector/{name}/kmsuser",
    "cks-1=kmsuser,     none,                     cks-1=kmsuser",
    "cks-1=kmsuser,     c/{id},                   'cks-1=kmsuser,*=c/{id}'"
  })
  void theFunctionsGetTheRuleAndThePairsInOneList(String pairs, String template, String list) {
    Map<String, String> given = new HashMap<>(PARAMETERS);
    given.put("SecretTemplate", template);
    given.put("KeyStoreSecrets", pairs);
    given.put("CredentialArns", pairs.startsWith("cks-") ? Synthesized.SECRET : "");
    Set<Object> variables =
        cloud.deploy(HERE, "connector", plain, given).values().stream()
            .map(
                each ->
                    Json.find(each, "Properties", "Environment", "Variables", "KEY_STORE_SECRETS"))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    assertThat(variables).containsExactly(list);
  }
}
