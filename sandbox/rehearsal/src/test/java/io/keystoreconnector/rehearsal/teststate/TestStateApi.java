package io.keystoreconnector.rehearsal.teststate;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InspectionData;
import software.amazon.awssdk.services.sfn.model.InspectionLevel;
import software.amazon.awssdk.services.sfn.model.MockInput;
import software.amazon.awssdk.services.sfn.model.MockResponseValidationMode;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;

/**
 * Plays tests through the API of Step Functions. A role is not needed where nothing is called.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html">TestState</a>
 */
record TestStateApi(SfnClient client) {

  /**
   * The outcome of a test.
   *
   * @throws software.amazon.awssdk.services.sfn.model.SfnException if the test is refused
   */
  Outcome play(StateTest test) {
    return outcome(client.testState(request(test)));
  }

  private static TestStateRequest request(StateTest test) {
    TestStateRequest.Builder request =
        TestStateRequest.builder()
            .definition(test.definition())
            .stateName(test.state())
            .input(test.input())
            .variables(Json.write(test.variables()))
            .context(test.context())
            .inspectionLevel(InspectionLevel.DEBUG);
    if (test.mock() != null) {
      request.mock(mock(test.mock()));
    }
    if (test.mock() instanceof Mock.Failure failure) {
      request.stateConfiguration(state -> state.retrierRetryCount(failure.retries()));
    }
    return request.build();
  }

  private static MockInput mock(Mock mock) {
    return switch (mock) {
      // What is compared is the state, not whether a result is one that the service could give.
      case Mock.Result(String json) ->
          MockInput.builder()
              .result(json)
              .fieldValidationMode(MockResponseValidationMode.NONE)
              .build();
      case Mock.Failure(String error, String cause, int _) ->
          MockInput.builder().errorOutput(output -> output.error(error).cause(cause)).build();
    };
  }

  private static Outcome outcome(TestStateResponse response) {
    @Nullable InspectionData data = response.inspectionData();
    return new Outcome(
        response.statusAsString(),
        response.output() == null ? null : Json.read(response.output()),
        response.nextState(),
        response.error(),
        response.cause(),
        data == null ? null : variables(data.variables()),
        data == null || data.afterArguments() == null ? null : Json.read(data.afterArguments()));
  }

  private static @Nullable Map<String, @Nullable Object> variables(@Nullable String json) {
    return json == null ? null : Json.readObject(json);
  }
}
