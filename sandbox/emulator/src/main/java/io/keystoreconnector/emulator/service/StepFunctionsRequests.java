package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constraints on parameters of Step Functions that are not in its model. */
final class StepFunctionsRequests {

  /** The largest input in UTF-8 bytes, 256 KiB. */
  private static final int LARGEST_INPUT = 262_144;

  private static final Pattern FORBIDDEN_IN_NAMES =
      Pattern.compile(
          "[\\s<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/\\p{Cntrl}\\x7F-\\x9F\\uFFFE\\uFFFF\\p{Cs}]");

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:states:[a-z0-9-]+:\\d{12}:([A-Za-z]+):[^:]+(:[^:]+)?");

  private StepFunctionsRequests() {}

  /** The ARN of a stateMachine or an execution. */
  static String arn(Params params, String kind) {
    String arn = params.text(kind + "Arn", Constraint.STATES_ARN);
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw invalidArn((arn.startsWith("arn:") ? "Invalid ARN: " : "Invalid ARN prefix: ") + arn);
    }
    if (!parts.group(1).equals(kind)) {
      throw invalidArn("Resource type not valid in this context: " + parts.group(1));
    }
    return arn;
  }

  private static Refusal invalidArn(String why) {
    return AwsError.STATES_ARN.because("Invalid Arn: '%s'".formatted(why));
  }

  /** AWS checks what the service's model says of all parameters before it looks at one. */
  static void checkStart(Params params) {
    params.text("stateMachineArn", Constraint.STATES_ARN);
    params.textOrNull("name", Constraint.EXECUTION_NAME);
    String input = params.text("input", Constraint.ANY_TEXT, "{}");
    if (input.getBytes(StandardCharsets.UTF_8).length > LARGEST_INPUT) {
      throw Params.invalid(
          "input",
          "Member must have size less than or equal to %d bytes in UTF-8 encoding"
              .formatted(LARGEST_INPUT));
    }
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
}
