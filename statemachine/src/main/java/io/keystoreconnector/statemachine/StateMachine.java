package io.keystoreconnector.statemachine;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A definition in the Amazon States Language, JSONata only, ready to run. It has no execution
 * state: any number of executions may share it.
 *
 * @see <a href="https://states-language.net/spec.html">The Amazon States Language</a>
 */
public final class StateMachine {
  private static final int LONGEST = 99_999_999;

  private final Identity identity;
  private final String definition;
  private final Flow flow;
  private final @Nullable Duration timeout;

  private StateMachine(
      Identity identity, String definition, Flow flow, @Nullable Duration timeout) {
    this.identity = identity;
    this.definition = definition;
    this.flow = flow;
    this.timeout = timeout;
  }

  /**
   * Reads a definition whose tasks are those of {@link LambdaTasks}, {@link DynamoDbTasks} and
   * {@link StartExecutionTasks}.
   *
   * @throws InvalidDefinition with every problem in it
   */
  public static StateMachine load(String definition, Map<String, String> substitutions) {
    return load(definition, substitutions, Set.of());
  }

  /**
   * Reads a definition whose tasks may use further resources, which the {@link TaskRunner} of the
   * executions must know.
   *
   * @throws InvalidDefinition with every problem in it
   */
  public static StateMachine load(
      String definition, Map<String, String> substitutions, Set<String> resources) {
    Problems problems = new Problems();
    Object tree = new Substitutions(substitutions, problems).applyTo(read(definition, problems));
    problems.throwIfAny();
    StateMachine machine =
        load(
            Json.write(tree),
            new DefinitionReader(tree, "", "", problems),
            new LoadContext(resources));
    problems.throwIfAny();
    return machine;
  }

  private static @Nullable Object read(String definition, Problems problems) {
    try {
      return Json.read(definition);
    } catch (IllegalArgumentException e) {
      problems.add("", String.valueOf(e.getMessage()));
      problems.throwIfAny();
      return null;
    }
  }

  private static StateMachine load(
      String definition, DefinitionReader fields, LoadContext context) {
    fields.only("Version", "1.0");
    if (!"JSONata".equals(fields.get("QueryLanguage"))) {
      fields.problem("QueryLanguage", "must be \"JSONata\"");
    }
    int seconds = fields.whole("TimeoutSeconds", 1, LONGEST, 0);
    Flow flow = Flow.load(fields, context);
    fields.refuseOthers("a state machine");
    return new StateMachine(
        Identity.UNNAMED, definition, flow, seconds == 0 ? null : Duration.ofSeconds(seconds));
  }

  /** The same definition, deployed with other names. */
  public StateMachine named(Identity other) {
    return new StateMachine(other, definition, flow, timeout);
  }

  /** The names with which it is deployed; those of a test if it was given none. */
  public Identity identity() {
    return identity;
  }

  /** The definition as a JSON string, with the placeholders replaced by their values. */
  public String definition() {
    return definition;
  }

  Flow flow() {
    return flow;
  }

  /** How long an execution may take; null if there is no limit. */
  @Nullable Duration timeout() {
    return timeout;
  }
}
