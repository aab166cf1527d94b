package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import io.keystoreconnector.statemachine.LambdaTasks;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.jr.ob.JSON;

/** No parameter of the services' models is ignored: each is read or refused. */
class EveryParameterTest {

  private static final String STORE = "cks-0123456789abcdef0";
  private static final String KEY =
      "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String ARN = "arn:aws:states:eu-central-1:111122223333:";
  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

  private static final Map<String, Object> WORLD =
      Map.of(
          "keyStores", List.of(Map.of("id", STORE, "name", "payments", "keyArns", List.of(KEY))),
          "clusters", List.of(Map.of("id", "cluster-paymentsHsm", "hsms", 2)),
          "secrets", List.of(Map.of("name", "secret", "value", "x")));

  /** A request that is accepted, by operation; the prefix is the target's. */
  private static final Map<String, String> ACCEPTED =
      Map.ofEntries(
          Map.entry("TrentService.DescribeCustomKeyStores", "{}"),
          Map.entry("TrentService.ConnectCustomKeyStore", "{'CustomKeyStoreId': '" + STORE + "'}"),
          Map.entry("TrentService.UpdateCustomKeyStore", "{'CustomKeyStoreId': '" + STORE + "'}"),
          Map.entry("TrentService.DeleteCustomKeyStore", "{'CustomKeyStoreId': '" + STORE + "'}"),
          Map.entry("TrentService.ListKeys", "{}"),
          Map.entry("TrentService.DescribeKey", "{'KeyId': '" + KEY + "'}"),
          Map.entry("TrentService.ListAliases", "{}"),
          Map.entry("BaldrApiService.DescribeClusters", "{}"),
          Map.entry("BaldrApiService.DescribeBackups", "{}"),
          Map.entry(
              "BaldrApiService.CreateHsm",
              "{'ClusterId': 'cluster-paymentsHsm', 'AvailabilityZone': 'eu-central-1a'}"),
          Map.entry("secretsmanager.GetSecretValue", "{'SecretId': 'secret'}"),
          Map.entry("secretsmanager.DescribeSecret", "{'SecretId': 'secret'}"),
          Map.entry("secretsmanager.GetRandomPassword", "{}"),
          Map.entry("secretsmanager.PutSecretValue", "{'SecretId': 'secret', 'SecretString': 'y'}"),
          Map.entry(
              "DynamoDB_20120810.GetItem",
              "{'TableName': 'connector-journal', 'Key': {'keyStoreId': {'S': 'a'}}}"),
          Map.entry(
              "DynamoDB_20120810.PutItem",
              "{'TableName': 'connector-journal', 'Item': {'keyStoreId': {'S': 'a'}}}"),
          Map.entry(
              "DynamoDB_20120810.DeleteItem",
              "{'TableName': 'connector-journal', 'Key': {'keyStoreId': {'S': 'a'}}}"),
          Map.entry("DynamoDB_20120810.DescribeTable", "{'TableName': 'connector-journal'}"),
          Map.entry(
              "DynamoDB_20120810.Query",
              "{'TableName': 'connector-hub', 'KeyConditionExpression': '#place = :place',"
                  + " 'ExpressionAttributeNames': {'#place': 'place'},"
                  + " 'ExpressionAttributeValues': {':place': {'S': 'a'}}}"),
          Map.entry("DynamoDB_20120810.Scan", "{'TableName': 'connector-hub'}"),
          Map.entry(
              "AWSStepFunctions.StartExecution",
              "{'stateMachineArn': '" + ARN + "stateMachine:m', 'name': 'other'}"),
          Map.entry(
              "AWSStepFunctions.DescribeExecution",
              "{'executionArn': '" + ARN + "execution:m:first'}"),
          Map.entry(
              "AWSStepFunctions.ListExecutions",
              "{'stateMachineArn': '" + ARN + "stateMachine:m'}"),
          Map.entry(
              "AWSStepFunctions.GetExecutionHistory",
              "{'executionArn': '" + ARN + "execution:m:first'}"),
          Map.entry(
              "AWSStepFunctions.StopExecution", "{'executionArn': '" + ARN + "execution:m:first'}"),
          Map.entry(
              "AWSStepFunctions.DescribeStateMachine",
              "{'stateMachineArn': '" + ARN + "stateMachine:m'}"),
          Map.entry("AWSStepFunctions.ListStateMachines", "{}"),
          Map.entry(
              "AWSEvents.PutEvents",
              "{'Entries': [{'Source': 's', 'DetailType': 't', 'Detail': '{}'}]}"));

  private static final Map<String, String> PACKAGES =
      Map.of(
          "TrentService", "kms",
          "BaldrApiService", "cloudhsmv2",
          "secretsmanager", "secretsmanager",
          "DynamoDB_20120810", "dynamodb",
          "AWSStepFunctions", "sfn",
          "AWSEvents", "eventbridge");

  static Stream<Arguments> parameters() {
    return ACCEPTED.keySet().stream()
        .flatMap(target -> fields(target).map(field -> Arguments.of(target, field)));
  }

  private static Stream<String> fields(String target) {
    String[] parts = target.split("\\.", -1);
    try {
      Class<?> type =
          Class.forName(
              "software.amazon.awssdk.services.%s.model.%sRequest"
                  .formatted(PACKAGES.get(parts[0]), parts[1]));
      SdkPojo builder = (SdkPojo) type.getMethod("builder").invoke(null);
      return builder.sdkFields().stream().map(SdkField::locationName);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("parameters")
  void noParameterIsIgnored(String target, String parameter) {
    String request = ACCEPTED.getOrDefault(target, "").replace('\'', '"');
    assertThat(status(target, request)).isEqualTo(200);
    Map<String, Object> json = new LinkedHashMap<>(JSON.std.mapFrom(request));
    // No parameter accepts a number with a fraction.
    json.put(parameter, 4.5);
    assertThat(status(target, JSON.std.asString(json))).isEqualTo(400);
  }

  private static int status(String target, String body) {
    var time = new io.keystoreconnector.statemachine.time.VirtualTime(START);
    Workflows workflows =
        new Workflows(new Runner(time, new LambdaTasks(Map.of()), new Random(1)), "eu-central-1");
    String definition = WorkflowBench.machine("'A': {'Type': 'Succeed'}").replace('\'', '"');
    workflows.start(workflows.deploy("m", StateMachine.load(definition, Map.of())), "first", "{}");
    AwsEndpoint aws = new AwsEndpoint(World.load(WORLD, new VirtualTime(START)), workflows);
    return aws.handle(target, body) instanceof Reply.Answer answer ? answer.status() : 0;
  }
}
