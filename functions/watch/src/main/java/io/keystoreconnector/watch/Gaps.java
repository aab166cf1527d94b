package io.keystoreconnector.watch;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What one check did not see or could not do, and why. A call that fails leaves out one fact and
 * nothing else.
 */
final class Gaps {

  /** Enough for the call that begins now, and then for the events and the memory. */
  private static final Duration RESERVE = AwsClients.LONGEST_CALL.multipliedBy(3);

  private final Context context;
  private final List<String> named = new ArrayList<>();

  Gaps(Context context) {
    this.context = context;
  }

  /**
   * Asks AWS, if there is time for it and for what must follow.
   *
   * @param what such as {@code kms:GenerateRandom for cks-1234567890abcdef0}
   * @return empty if AWS did not answer, or if there is no time
   */
  <T> Optional<T> ask(String what, Supplier<T> call) {
    if (context.getRemainingTimeInMillis() < RESERVE.toMillis()) {
      add(what, "no time left");
      return Optional.empty();
    }
    return tell(what, call);
  }

  /** Makes a call for which the others left time. */
  <T> Optional<T> tell(String what, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (SdkException e) {
      add(what, code(e));
      return Optional.empty();
    }
  }

  void add(String what, String why) {
    named.add(what + ": " + why);
  }

  /** All of them, in words that do not repeat what was sent. */
  List<String> named() {
    return List.copyOf(named);
  }

  /** The name that AWS gave the error, or that AWS could not be reached. */
  static String code(SdkException e) {
    return e instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? String.valueOf(service.awsErrorDetails().errorCode())
        : "no answer";
  }
}
