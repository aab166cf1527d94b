package io.keystoreconnector.statemachine;

import java.util.regex.Pattern;

/**
 * The rules for variable names.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html">
 *     Passing data between states with variables</a>
 */
final class Variables {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

  private Variables() {}

  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals("states");
  }
}
