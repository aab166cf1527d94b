package io.keystoreconnector.cli.story;

/**
 * Where the commands of a report are printed, and so how they are given.
 *
 * @param onThisMachine whether the workflow runs here, so that it is run and not started
 * @param stack the option that names the deployment that starts it, after a space
 * @param options those that say where AWS is, each after a space
 */
public record CommandPlace(boolean onThisMachine, String stack, String options) {

  /** Where the workflow is deployed, in the caller's own place. */
  public static final CommandPlace DEPLOYED = new CommandPlace(false, "", "");

  private static final String START = "./connector start ";
  private static final String RUN = "./connector run ";
  private static final String FOLLOW = " --follow";

  /** The whole line. */
  public String line(String command) {
    if (!command.startsWith(START)) {
      return command + options;
    }
    return onThisMachine ? run(command) + options : command + stack + options;
  }

  private static String run(String command) {
    String rest = command.substring(START.length());
    return RUN
        + (rest.endsWith(FOLLOW) ? rest.substring(0, rest.length() - FOLLOW.length()) : rest);
  }
}
