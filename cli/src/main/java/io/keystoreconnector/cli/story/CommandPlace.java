package io.keystoreconnector.cli.story;

import java.util.function.UnaryOperator;

/**
 * Where the commands of a report are printed, and so how they are given.
 *
 * @param onThisMachine whether the workflow runs here, so that it is run and not started
 * @param stack the option that names the deployment that starts it, after a space
 * @param options those that say where AWS is, each after a space
 * @param known puts what is known in place of a command's placeholders
 */
public record CommandPlace(
    boolean onThisMachine, String stack, String options, UnaryOperator<String> known) {

  /** A place of which nothing more is known. */
  public CommandPlace(boolean onThisMachine, String stack, String options) {
    this(onThisMachine, stack, options, UnaryOperator.identity());
  }

  /** Where the workflow is deployed, in the caller's own place. */
  public static final CommandPlace DEPLOYED = new CommandPlace(false, "", "");

  private static final String START = "./connector start ";
  private static final String RUN = "./connector run ";
  private static final String FOLLOW = " --follow";

  /** The whole line. */
  public String line(String command) {
    String filled = known.apply(command);
    if (!filled.startsWith(START)) {
      return filled + options;
    }
    return onThisMachine ? run(filled) + options : filled + stack + options;
  }

  private static String run(String command) {
    String rest = command.substring(START.length());
    return RUN
        + (rest.endsWith(FOLLOW) ? rest.substring(0, rest.length() - FOLLOW.length()) : rest);
  }
}
