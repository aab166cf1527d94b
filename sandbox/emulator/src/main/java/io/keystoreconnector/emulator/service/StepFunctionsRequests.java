package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constraints on parameters of Step Functions that are not in its model. */
final class StepFunctionsRequests {

  /** The largest input in UTF-8 bytes, 256 KiB. */
  private static final int LARGEST_INPUT = 262_144;

  private static final Pattern FORBIDDEN_IN_NAMES =
      Pattern.compile(
          "[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x7F-\\x9F\\uFFFE\\uFFFF\\p{Cs}]");

  private StepFunctionsRequests() {}

  /** The ARN of a stateMachine or an execution. */
  static String arn(Params params, String kind) {
    String arn = params.text(kind + "Arn", Constraint.STATES_ARN);
    if (!arn.matches("arn:aws[a-z-]*:states:[a-z0-9-]+:\\d{12}:" + kind + ":[^:]+(:[^:]+)?")) {
      throw AwsError.STATES_ARN.because("Invalid Arn: '%s'".formatted(arn));
    }
    return arn;
  }

  /**
   * The name of an execution; null if AWS must choose one.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">
   *     StartExecution</a>
   */
  static @Nullable String name(Params params) {
    String name = params.textOrNull("name", Constraint.EXECUTION_NAME);
    if (name != null && FORBIDDEN_IN_NAMES.matcher(name).find()) {
      throw AwsError.EXECUTION_NAME.because("Invalid Name: '%s'".formatted(name));
    }
    return name;
  }

  static String input(Params params) {
    String input = params.text("input", Constraint.ANY_TEXT, "{}");
    if (input.getBytes(StandardCharsets.UTF_8).length > LARGEST_INPUT) {
      throw AwsError.VALIDATION.because(
          "1 validation error detected: Value at 'input' failed to satisfy constraint: "
              + "Member must have length less than or equal to "
              + LARGEST_INPUT);
    }
    return input;
  }
}
