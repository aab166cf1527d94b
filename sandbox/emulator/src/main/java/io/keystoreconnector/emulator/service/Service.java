package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import java.util.Map;

/** An emulated service. */
interface Service {

  /** The prefix of its actions in IAM, which is also its name in the call log. */
  String name();

  /** The part before the dot in {@code X-Amz-Target}, or its equivalent. */
  String targetPrefix();

  /** All emulated operations by name, in a readable order. */
  Map<String, Operation> operations();

  /** Its error for an internal failure, with HTTP 500. */
  AwsError internalError();

  /** How it writes calls and answers. */
  default Wire wire() {
    return JsonWire.VERSION_1_1;
  }

  /** Its name for an error that other services have as well. */
  default AwsError spelled(AwsError error) {
    return error;
  }

  /** The name of the field with the error message. */
  default String messageField() {
    return "message";
  }

  /** Whether the operation has a quota of requests per second. */
  default boolean hasQuota(String operation) {
    return false;
  }
}
