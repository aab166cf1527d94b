package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;

/** A service that is called with AWS Query and has the errors that most of these share. */
interface QueryService extends Service {

  /** Its error for a parameter that is not valid. */
  AwsError invalidParameter();

  @Override
  default AwsError internalError() {
    return AwsError.STATES_INTERNAL;
  }

  @Override
  default AwsError spelled(AwsError error) {
    return switch (error) {
      case ACCESS_DENIED -> AwsError.QUERY_ACCESS_DENIED;
      case THROTTLING -> AwsError.QUERY_THROTTLED;
      case VALIDATION, SERIALIZATION -> invalidParameter();
      default -> error;
    };
  }
}
