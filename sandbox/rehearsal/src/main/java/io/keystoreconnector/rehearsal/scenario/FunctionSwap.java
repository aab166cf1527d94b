package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.direct.DirectService;
import io.keystoreconnector.statemachine.LambdaFunction;

/** Replaces a function from the jar; this proves that a check can fail. */
@FunctionalInterface
public interface FunctionSwap {

  /** Leaves every function as it is. */
  FunctionSwap NONE = (name, function, services) -> function;

  /**
   * The function that is to be called.
   *
   * @param services how it can call the services as the real one does
   */
  LambdaFunction swap(String name, LambdaFunction function, DirectService services);
}
