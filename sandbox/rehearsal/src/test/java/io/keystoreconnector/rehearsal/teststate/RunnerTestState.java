package io.keystoreconnector.rehearsal.teststate;

import io.keystoreconnector.statemachine.Execution;
import io.keystoreconnector.statemachine.Identity;
import io.keystoreconnector.statemachine.Runner;
import io.keystoreconnector.statemachine.StateMachine;
import io.keystoreconnector.statemachine.TaskFailed;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Plays one state on our runner, from nothing but a TestState request: a run that sets the
 * variables, waits for the moment at which the state was entered, and ends in the next state. So it
 * shows whether a request holds all that the state depends on.
 */
final class RunnerTestState {

  private static final String SET = "Set the variables of the test";
  private static final String WAIT = "Wait for the moment of the test";
  private static final int PARTITION_IN_ARN = 1;
  private static final int REGION_IN_ARN = 3;
  private static final int ACCOUNT_IN_ARN = 4;
  private static final int NAME_IN_ARN = 6;

  private final Map<String, @Nullable Object> request;
  private final String state;
  private final AtomicInteger calls = new AtomicInteger();
  private final @Nullable Map<String, @Nullable Object> context;

  RunnerTestState(Map<String, @Nullable Object> request) {
    this.request = request;
    this.state = text(request, "stateName");
    this.context = request.get("context") instanceof String json ? Json.readObject(json) : null;
  }

  /** The outcome on our runner. */
  Outcome outcome() {
    StateMachine machine = StateMachine.load(definition(), Map.of()).named(identity());
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put("input", Json.read(text(request, "input")));
    input.put("variables", variables());
    String name = context == null ? "test" : text(child(context, "Execution"), "Name");
    Execution execution =
        new Runner(new VirtualTime(started()), this::work, new SplittableRandom(1))
            .start(machine, name, input);
    execution.await();
    List<StateTest> visits =
        RecordedVisits.in(machine, name, execution.events()).stream()
            .filter(visit -> visit.state().equals(state))
            .toList();
    return visits.get(retries()).expected();
  }

  private Map<String, @Nullable Object> variables() {
    return Json.readObject(text(request, "variables"));
  }

  private String definition() {
    Map<String, @Nullable Object> definition = Json.readObject(text(request, "definition"));
    Map<String, @Nullable Object> states = new LinkedHashMap<>();
    child(definition, "States")
        .keySet()
        .forEach(name -> states.put(name, Map.of("Type", "Succeed")));
    states.put(state, child(definition, "States").get(state));
    Map<String, Object> assign = new LinkedHashMap<>();
    variables()
        .keySet()
        .forEach(name -> assign.put(name, "{% $states.input.variables." + name + " %}"));
    states.put(
        SET,
        Map.of(
            "Type", "Pass", "Assign", assign, "Output", "{% $states.input.input %}", "Next", WAIT));
    states.put(WAIT, Map.of("Type", "Wait", "Timestamp", entered(), "Next", state));
    definition.put("States", states);
    definition.put("StartAt", SET);
    return Json.write(definition);
  }

  private Instant started() {
    return Instant.parse(
        context == null ? "2001-01-01T00:00:00Z" : text(child(context, "Execution"), "StartTime"));
  }

  private String entered() {
    return context == null ? "2001-01-01T00:00:01Z" : text(child(context, "State"), "EnteredTime");
  }

  private Identity identity() {
    if (context == null) {
      return new Identity("aws", "us-east-1", "999999999999", "of-the-test");
    }
    String[] arn = text(child(context, "StateMachine"), "Id").split(":", -1);
    return new Identity(
        arn[PARTITION_IN_ARN], arn[REGION_IN_ARN], arn[ACCOUNT_IN_ARN], arn[NAME_IN_ARN]);
  }

  /** The mock, after as many failures as there were retries. */
  private @Nullable Object work(String resource, @Nullable Object arguments) throws TaskFailed {
    if (calls.getAndIncrement() < retries()) {
      throw new TaskFailed(errorThatIsRetried(), null);
    }
    Map<String, @Nullable Object> mock = child(request, "mock");
    if (mock.get("result") instanceof String json) {
      return Json.read(json);
    }
    Map<String, @Nullable Object> error = child(mock, "errorOutput");
    throw new TaskFailed(text(error, "error"), text(error, "cause"));
  }

  /** An error needs the number of retries twice: for the context object, and for the retrier. */
  private int retries() {
    if (context == null) {
      return 0;
    }
    Map<String, @Nullable Object> counted =
        child(request, "mock").containsKey("result")
            ? child(context, "State")
            : child(request, "stateConfiguration");
    return counted.values().stream()
        .filter(Integer.class::isInstance)
        .mapToInt(Integer.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private String errorThatIsRetried() {
    Map<String, @Nullable Object> definition = Json.readObject(text(request, "definition"));
    List<?> retriers = (List<?>) child(child(definition, "States"), state).get("Retry");
    Map<?, ?> retrier = (Map<?, ?>) Objects.requireNonNull(retriers).getFirst();
    return (String) ((List<?>) Objects.requireNonNull(retrier.get("ErrorEquals"))).getFirst();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> child(
      Map<String, @Nullable Object> tree, String name) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(tree.get(name), name);
  }

  private static String text(Map<String, @Nullable Object> tree, String name) {
    return (String) Objects.requireNonNull(tree.get(name), name);
  }
}
