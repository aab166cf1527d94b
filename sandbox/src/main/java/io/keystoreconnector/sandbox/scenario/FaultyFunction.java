package io.keystoreconnector.sandbox.scenario;

import io.keystoreconnector.statemachine.LambdaFunction;
import io.keystoreconnector.statemachine.TaskFailed;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that meets its faults. */
final class FaultyFunction implements LambdaFunction {

  private final LambdaFunction function;
  private final List<FunctionFault> faults;
  private final VirtualTime time;
  private final AtomicInteger calls = new AtomicInteger();

  FaultyFunction(LambdaFunction function, List<FunctionFault> faults, VirtualTime time) {
    this.function = function;
    this.faults = List.copyOf(faults);
    this.time = time;
  }

  @Override
  public String invoke(String payload) throws Throwable {
    int call = calls.incrementAndGet();
    meet(FunctionFault.When.BEFORE, call);
    String answer = function.invoke(payload);
    meet(FunctionFault.When.AFTER, call);
    return answer;
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

  /** Meanwhile the workflow goes on, and may give the call up. */
  private void takeTime(int seconds) {
    if (seconds > 0) {
      time.await(time.instant().plusSeconds(seconds), () -> false);
    }
  }
}
