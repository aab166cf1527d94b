package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.direct.DirectService;
import io.keystoreconnector.statemachine.LambdaFunction;

/** Puts another function in place of one from the jar; what proves that a check can fail. */
@FunctionalInterface
public interface FunctionSwap {

  /** Leaves every function as it is. */
  FunctionSwap NONE = (name, function, services) -> function;

  /**
   * The function that is to be called.
   *
   * @param services how it can call the services, as if the real one did
   */
  LambdaFunction swap(String name, LambdaFunction function, DirectService services);
}
