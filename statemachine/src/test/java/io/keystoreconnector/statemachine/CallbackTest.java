package io.keystoreconnector.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The input of a run says where to answer at its end, with a pre-signed URL, which is a secret. */
class CallbackTest {
  private static final String URL = "https://example.s3.amazonaws.com/?Signature=secret";

  private final List<@Nullable Object> requests = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}                                                | {}",
        "{'callback': {'responseUrl': 'URL'}}              | {}",
        "{'callback': 'URL'}                               | {}",
        "{'callback': ['URL'], 'customKeyStoreId': 'cks-1'} | {'customKeyStoreId': 'cks-1'}",
        "{'a': null, 'b': [], 'c': [1], 'd': [[2]], 'e': {}, 'callback': null}"
            + " | {'a': null, 'b': [], 'c': [1], 'd': [[2]], 'e': {}}",
        "{'windowSeconds': 300, 'dryRun': false, 'callback': {}} | {'windowSeconds': 300, 'dryRun':"
            + " false}",
        "{'': 1, 'Callback': 2, '$x': '{% $states %}', 'callback': 'URL'}"
            + " | {'': 1, 'Callback': 2, '$x': '{% $states %}'}",
        "null          | null",
        "'callback'    | 'callback'",
        "[]            | []",
        "['callback']  | ['callback']",
        "[{'a': 1}]    | [{'a': 1}]",
        "[[1], [2]]    | [[1], [2]]",
        "true          | true",
        "7             | 7",
      })
  void theCallbackIsTakenOffTheRequestAndNothingElse(String input, String request)
      throws IOException {
    var _ = run(input);
    assertThat(requests).containsExactly(json(request));
  }

  @Test
  void noStepAfterTheFirstEverSeesTheUrl() throws IOException {
    List<HistoryEvent> history =
        run("{'customKeyStoreId': 'cks-1', 'callback': {'responseUrl': 'URL'}}").history();
    List<String> types = history.stream().map(HistoryEvent::type).toList();
    List<HistoryEvent> later =
        history.subList(types.indexOf("PassStateEntered") + 1, history.size());
    assertThat(later).isNotEmpty();
    assertThat(later.toString()).doesNotContain(URL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'a': '%s'}", "{'callback': '%s'}", "['%s']", "'%s'"})
  void anInputThatIsTooLongToBeARequestGoesNoFurther(String input) throws IOException {
    var _ = run(input.formatted("x".repeat(32_769)));
    var _ = run(input.formatted("x".repeat(250_000)));
    assertThat(requests).containsExactly("too long", "too long");
  }

  @Test
  void theLongestInputIsARequest() throws IOException {
    String longest = "{'a':'%s'}".formatted("x".repeat(32_768 - 8));
    var _ = run(longest);
    assertThat(requests).containsExactly(json(longest));
  }

  private ExecutionResult run(String input) throws IOException {
    String text = Files.readString(Path.of("connect-key-store.asl.json"));
    StateMachine machine =
        StateMachine.load(
            text,
            Map.of(
                "CheckFunction", "check",
                "ConnectFunction", "none",
                "DisconnectFunction", "none",
                "UpdateFunction", "none",
                "AddHsmFunction", "none",
                "JournalTable", "journal",
                "Partition", "aws"));
    DynamoDbTasks tasks =
        new DynamoDbTasks(
            (action, arguments) -> Map.of(), new LambdaTasks(Map.of("check", this::refuse)));
    return new Runner(new VirtualTime(Lab.START), tasks, new Random(7))
        .run(machine, "run", json(input));
  }

  private String refuse(String payload) {
    Map<?, ?> event = (Map<?, ?>) Objects.requireNonNull(Json.read(payload));
    if (event.containsKey("find")) {
      return "{\"keyStoreId\": \"\"}";
    }
    requests.add(event.get("request"));
    return Json.write(
        new HashMap<>(
            Map.of(
                "action",
                "InvalidRequest",
                "act",
                Map.of(),
                "proof",
                Map.of(),
                "journal",
                Map.of(),
                "write",
                Map.of(),
                "keyStoreId",
                "",
                "progress",
                Map.of(),
                "report",
                Map.of(),
                "waitSeconds",
                5,
                "lastLook",
                0)));
  }

  private static @Nullable Object json(String text) {
    return Json.read(text.replace("URL", URL).replace('\'', '"'));
  }
}
