package io.keystoreconnector.emulator.service;

import java.util.Map;

/** One operation of a service: parameters in, body of the answer out. */
@FunctionalInterface
interface Operation {

  /**
   * Carries it out.
   *
   * @throws io.keystoreconnector.emulator.world.Refusal with the error of the service
   */
  Map<String, Object> answer(Params params);
}
