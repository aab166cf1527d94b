package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import java.util.Map;

/** An emulated service. */
interface Service {

  /** The prefix of its actions in IAM, which is also how it is named in the call log. */
  String name();

  /** What stands before the dot in {@code X-Amz-Target}, or what does its duty. */
  String targetPrefix();

  /** All emulated operations by name, in a pleasant order. */
  Map<String, Operation> operations();

  /** What it answers when it breaks, with HTTP 500. */
  AwsError internalError();

  /** How it writes calls and answers. */
  default Wire wire() {
    return JsonWire.VERSION_1_1;
  }

  /** The name under which it answers with an error that other services have as well. */
  default AwsError spelled(AwsError error) {
    return error;
  }

  /** How it spells the field with the error's sentence. */
  default String messageField() {
    return "message";
  }

  /** Whether its operations have a quota of requests per second. */
  default boolean hasQuota() {
    return false;
  }
}
