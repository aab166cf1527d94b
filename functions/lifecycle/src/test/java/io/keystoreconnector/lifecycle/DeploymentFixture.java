package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** The function that CloudFormation calls for a resource, in an update of the resource's stack. */
abstract class DeploymentFixture {

  static final String STORE = "cks-1234567890abcdef0";
  static final ResourceRuns RUNS = new ResourceRuns("arn:stack", "Connection");
  static final String OWN_RUN = RUNS.name("4d2c-_1");

  final SfnClient stepFunctions = mock(SfnClient.class);
  final KmsClient kms = mock(KmsClient.class);
  final CloudFormationClient stackService = mock(CloudFormationClient.class);
  final List<Integer> pauses = new ArrayList<>();
  final Logged logged = new Logged();
  final CloudFormation cloudFormation = new CloudFormation();
  final Map<String, String> environment = new HashMap<>();

  DeploymentFixture() throws IOException {
    environment.put(Settings.RESPONSE_HOSTS, cloudFormation.origin());
    stackIs("UPDATE_IN_PROGRESS");
  }

  @AfterEach
  void nothingEverShowsTheUrl() {
    assertThat(logged.lines.toString()).doesNotContain(CloudFormation.SIGNATURE);
    cloudFormation.close();
  }

  final void stackIs(String status) {
    when(stackService.describeStacks(any(DescribeStacksRequest.class)))
        .thenReturn(
            DescribeStacksResponse.builder()
                .stacks(Stack.builder().stackStatus(status).build())
                .build());
  }

  final JSONObject event(String type, @Nullable Map<String, Object> properties) {
    return new JSONObject()
        .put("RequestType", type)
        .put("ResponseURL", cloudFormation.url())
        .put("StackId", "arn:stack")
        .put("RequestId", "4d2c-_1")
        .put("LogicalResourceId", "Connection")
        .put("ResourceProperties", properties);
  }

  final void handle(JSONObject event) {
    Settings settings = Settings.from(environment::get);
    logged.handle(
        new DeploymentHandler(stepFunctions, kms, stackService, settings, pauses::add),
        event.toString());
  }

  final StartExecutionRequest started() {
    ArgumentCaptor<StartExecutionRequest> request =
        ArgumentCaptor.forClass(StartExecutionRequest.class);
    verify(stepFunctions).startExecution(request.capture());
    return request.getValue();
  }

  final JSONObject answer() {
    assertThat(cloudFormation.answers).hasSize(1);
    return cloudFormation.answers.getFirst();
  }
}
