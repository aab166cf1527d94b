package io.keystoreconnector.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What only the caller knows about where a run took place; what is not known is empty.
 *
 * @param endpoint the address that was called instead of AWS
 * @param account the number of the account, if the run's ARN does not have it
 * @param runbook where the deployment publishes its runbook, without an anchor
 * @param console the run's page in the console
 * @param commands what can be pasted into a terminal to continue
 */
public record RunOrigin(
    String endpoint, String account, String runbook, String console, List<Command> commands) {

  /** Nothing is known. */
  public static final RunOrigin UNKNOWN = new RunOrigin("", "", "", "", List.of());

  /**
   * A command line.
   *
   * @param purpose what it is for, in a few words
   * @param line the whole of it
   */
  public record Command(String purpose, String line) {

    private Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("purpose", purpose);
      json.put("line", line);
      return json;
    }
  }

  public RunOrigin {
    commands = List.copyOf(commands);
  }

  /** Nothing is known but what can be pasted. */
  static RunOrigin of(List<Command> commands) {
    return new RunOrigin("", "", "", "", commands);
  }

  List<Map<String, Object>> commandsJson() {
    return commands.stream().map(Command::toJson).toList();
  }
}
