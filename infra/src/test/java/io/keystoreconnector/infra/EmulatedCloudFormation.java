package io.keystoreconnector.infra;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CloudFormation in several accounts and Regions. It refuses a deployment for a value that a
 * parameter does not take, a broken rule, a name that is taken, a bucket in another Region, and an
 * ARN of another account or Region.
 */
final class EmulatedCloudFormation {

  /** Where a stack is. */
  record Place(String partition, String region, String account) {

    String urlSuffix() {
      return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    @Override
    public String toString() {
      return "%s in %s".formatted(account, region);
    }
  }

  /** Why there is no stack. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private static final String NONE = "";

  /** The property that names a resource; none for one that is known only within another. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry("AWS::CloudWatch::Alarm", "AlarmName"),
          entry("AWS::CloudWatch::Dashboard", "DashboardName"),
          entry("AWS::DynamoDB::Table", "TableName"),
          entry("AWS::Events::Rule", "Name"),
          entry("AWS::IAM::Policy", NONE),
          entry("AWS::IAM::Role", "RoleName"),
          entry("AWS::Lambda::Alias", NONE),
          entry("AWS::Lambda::EventInvokeConfig", NONE),
          entry("AWS::Lambda::Function", "FunctionName"),
          entry("AWS::Lambda::Permission", NONE),
          entry("AWS::Lambda::Version", NONE),
          entry("AWS::Logs::LogGroup", "LogGroupName"),
          entry("AWS::Oam::Link", NONE),
          entry("AWS::SNS::Subscription", NONE),
          entry("AWS::SNS::Topic", "TopicName"),
          entry("AWS::SNS::TopicPolicy", NONE),
          entry("AWS::SQS::Queue", "QueueName"),
          entry("AWS::SQS::QueuePolicy", NONE),
          // Schedules are named within their group.
          entry("AWS::Scheduler::Schedule", NONE),
          entry("AWS::Scheduler::ScheduleGroup", "Name"),
          entry("AWS::StepFunctions::StateMachine", "StateMachineName"));

  /**
   * What has one name in all Regions of an account.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-dashboard.html">AWS::CloudWatch::Dashboard</a>
   */
  private static final Set<String> OF_THE_ACCOUNT =
      Set.of("AWS::IAM::Role", "AWS::CloudWatch::Dashboard");

  /** What may be in another account and Region: an event bus, and a sink for metrics. */
  private static final Set<String> HUB = Set.of("HubBusArn", "HubSinkArn");

  private static final Pattern ARN =
      Pattern.compile("arn:(aws[a-z-]*):[a-z0-9-]+:([a-z0-9-]*):(\\d*):");

  private final Map<String, String> regionOfBucket;
  private final Map<String, String> taken = new HashMap<>();

  EmulatedCloudFormation(Map<String, String> regionOfBucket) {
    this.regionOfBucket = regionOfBucket;
  }

  /**
   * The resources of the stack, by their logical ids.
   *
   * @throws Refused if there is no stack
   */
  Map<String, Object> deploy(
      Place place, String stack, CloudTemplate template, Map<String, String> given) {
    given.forEach((name, value) -> accept(template, name, value));
    Deployed deployed = new Deployed(template, given, place.region(), place.account());
    refuseIf(!deployed.broken().isEmpty(), String.join(" ", deployed.broken()));
    Written written = written(place, stack, template, deployed);
    Map<String, Object> resources = Json.map(written.of(deployed.section("Resources")));
    resources.forEach((id, resource) -> add(place, stack, id, resource));
    deployed
        .section("Outputs")
        .forEach(
            (id, output) -> {
              Object export = Json.find(output, "Export", "Name");
              if (export != null) {
                take(place.toString(), "export " + written.of(export), stack);
              }
            });
    List<String> hub = HUB.stream().map(given::get).filter(Objects::nonNull).toList();
    Json.deep(resources)
        .filter(String.class::isInstance)
        .filter(text -> !hub.contains(text))
        .forEach(text -> holdArns(place, text));
    return resources;
  }

  private static Written written(
      Place place, String stack, CloudTemplate template, Deployed deployed) {
    Map<String, Object> values = new TreeMap<>();
    deployed
        .parameters()
        .forEach((name, value) -> values.put(name, isList(template, name) ? split(value) : value));
    values.put("AWS::Partition", place.partition());
    values.put("AWS::Region", place.region());
    values.put("AWS::AccountId", place.account());
    values.put("AWS::URLSuffix", place.urlSuffix());
    values.put("AWS::StackName", stack);
    return new Written(template.section("Mappings"), values);
  }

  private static boolean isList(CloudTemplate template, String parameter) {
    return "CommaDelimitedList".equals(Json.find(template.json(), "Parameters", parameter, "Type"));
  }

  private static List<String> split(String value) {
    return List.of(value.split(",", -1));
  }

  private static void accept(CloudTemplate template, String name, String value) {
    Object parameter = Json.find(template.json(), "Parameters", name);
    refuseIf(parameter == null, "There is no parameter " + name + ".");
    Stream<String> members = isList(template, name) ? split(value).stream() : Stream.of(value);
    Object pattern = Json.find(parameter, "AllowedPattern");
    Object values = Json.find(parameter, "AllowedValues");
    refuseIf(
        (pattern != null && !members.allMatch(member -> member.matches(pattern.toString())))
            || (values != null && !Json.texts(values).contains(value)),
        "Parameter %s does not take %s.".formatted(name, value));
  }

  private void add(Place place, String stack, String id, Object resource) {
    String type = String.valueOf(Json.at(resource, "Type"));
    String property = NAMES.get(type);
    refuseIf(property == null, "It is not known here what names an " + type + ".");
    Object name = Json.find(resource, "Properties", Objects.requireNonNull(property));
    if (name != null) {
      String scope = OF_THE_ACCOUNT.contains(type) ? place.account() : place.toString();
      take(scope, "%s %s".formatted(type, name), stack + " " + place + " " + id);
    }
    Object bucket = Json.find(resource, "Properties", "Code", "S3Bucket");
    refuseIf(
        bucket != null && !place.region().equals(regionOfBucket.get(bucket.toString())),
        "Bucket %s is not in %s.".formatted(bucket, place.region()));
  }

  private void take(String scope, String name, String by) {
    String other = taken.putIfAbsent(scope + " " + name, by);
    refuseIf(other != null, "%s is taken by %s.".formatted(name, other));
  }

  private static void holdArns(Place place, Object text) {
    ARN.matcher(text.toString())
        .results()
        .forEach(
            arn ->
                refuseIf(
                    !arn.group(1).equals(place.partition())
                        || !Set.of("", place.region()).contains(arn.group(2))
                        || !Set.of("", place.account()).contains(arn.group(3)),
                    "%s is not of %s.".formatted(arn.group(), place)));
  }

  private static void refuseIf(boolean condition, String sentence) {
    if (condition) {
      throw new Refused(sentence);
    }
  }
}
