package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.UsageProblem;
import java.util.regex.Pattern;

/**
 * What {@code --stack} takes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateChangeSet.html">CreateChangeSet,
 *     StackName</a>
 */
public final class StackName {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
  private static final Pattern ARN = Pattern.compile("arn:[A-Za-z0-9:/-]+");

  private StackName() {}

  /**
   * The name of a stack.
   *
   * @throws UsageProblem if CloudFormation would refuse it
   */
  public static String checked(String name, String example) {
    if (!NAME.matcher(name).matches()) {
      throw new UsageProblem(
          "--stack must be a stack name such as %s: a letter, then up to 127 letters, digits and hyphens."
              .formatted(example));
    }
    return name;
  }

  /**
   * The name of a stack, or its ARN.
   *
   * @throws UsageProblem if CloudFormation would refuse it
   */
  public static String orArn(String name, String example) {
    return ARN.matcher(name).matches() ? name : checked(name, example);
  }
}
