package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.statemachine.LambdaFunction;
import io.keystoreconnector.statemachine.TaskFailed;
import io.keystoreconnector.statemachine.time.Timeline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A function with its faults. */
public final class FaultyFunction implements LambdaFunction {

  private final LambdaFunction function;
  private final List<FunctionFault> faults;
  private final Timeline time;
  private final AtomicInteger calls = new AtomicInteger();

  FaultyFunction(LambdaFunction function, List<FunctionFault> faults, Timeline time) {
    this.function = function;
    this.faults = List.copyOf(faults);
    this.time = time;
  }

  /** Functions by name, each with the faults that a scenario has for it. */
  public static Map<String, FaultyFunction> of(
      Scenario scenario, Map<String, LambdaFunction> functions, Timeline time) {
    Map<String, FaultyFunction> faulty = new LinkedHashMap<>();
    functions.forEach(
        (name, function) ->
            faulty.put(name, new FaultyFunction(function, scenario.faultsOf(name), time)));
    return faulty;
  }

  @Override
  public String invoke(String payload) throws Throwable {
    int call = calls.incrementAndGet();
    meet(FunctionFault.When.BEFORE, call);
    String answer = function.invoke(payload);
    meet(FunctionFault.When.AFTER, call);
    return answer;
  }

  /** The faults that have not struck yet, as seen from the next call. */
  public List<FunctionFault> faultsLeft() {
    return faults.stream().flatMap(fault -> fault.after(calls.get()).stream()).toList();
  }

  private void meet(FunctionFault.When when, int call) throws TaskFailed {
    for (FunctionFault fault : faults) {
      if (fault.when() == when && fault.strikes(call)) {
        takeTime(fault.seconds());
        if (fault.error() != null) {
          throw new TaskFailed(
              fault.error(), "{\"errorMessage\":\"The function failed as the scenario says.\"}");
        }
      }
    }
  }

  /** In the meantime the workflow continues, and may give up the call. */
  private void takeTime(int seconds) {
    if (seconds > 0) {
      time.await(time.instant().plusSeconds(seconds), () -> false);
    }
  }
}
