package io.keystoreconnector.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.statemachine.LambdaFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The functions of the workflow with one environment, each created on its first call and kept, as
 * Lambda does.
 */
public final class Deployment {

  /** The names of the functions, as the command line and scenarios use them. */
  public static final List<String> NAMES =
      List.of("Check", "Connect", "Disconnect", "Update", "AddHsm");

  /**
   * The settings that say what a deployment allows; each is a list, and an empty one is nothing.
   */
  public static final List<String> RESTRICTIONS =
      List.of(
          "MANAGED_KEY_STORES", "ADD_HSM_KEY_STORES", "KEY_STORE_SECRETS", "KEY_STORE_SETTINGS");

  /** The setting that names key stores that are not acted on, whatever the others say. */
  public static final String DENIED_KEY_STORES = "DENIED_KEY_STORES";

  /** The setting that gives a key of some key stores, to be tried in each check. */
  public static final String CANARY_KEYS = "CANARY_KEYS";

  /** Stands for everything, in place of such a list. */
  public static final String EVERYTHING = "*";

  /** Stands for nothing, in place of such a list. */
  public static final String NOTHING = "none";

  /** By default, the secrets of a key store are those below its name. */
  public static final String SECRETS_BY_NAME = "*={name}/*";

  private static final String TABLE = "JournalTable";
  private static final String PARTITION = "Partition";

  private final FunctionsJar jar;
  private final Map<String, String> environment;
  private final Map<String, RequestStreamHandler> handlers = new ConcurrentHashMap<>();

  /**
   * A deployment.
   *
   * @param environment what the handlers' constructors read
   */
  public Deployment(FunctionsJar jar, Map<String, String> environment) {
    this.jar = jar;
    this.environment = Map.copyOf(environment);
  }

  /**
   * The values for the placeholders in a definition of the state machine: the functions' names,
   * and, where the definition uses them, the name of the journal's table and the partition.
   */
  public static Map<String, String> substitutions(
      String definition, String journalTable, String partition) {
    Map<String, String> substitutions = new LinkedHashMap<>();
    NAMES.forEach(name -> substitutions.put(name + "Function", name));
    Map.of(TABLE, journalTable, PARTITION, partition)
        .forEach(
            (name, value) -> {
              if (definition.contains("${" + name + "}")) {
                substitutions.put(name, value);
              }
            });
    return substitutions;
  }

  /**
   * The same for the definition of the state machine that runs another one for several key stores.
   *
   * @param connectKeyStore the ARN of the other one
   */
  public static Map<String, String> fleetSubstitutions(String connectKeyStore, String partition) {
    return Map.of(
        "CheckFunction", "Check", "ConnectKeyStore", connectKeyStore, PARTITION, partition);
  }

  /**
   * Creates all handlers now, so that an error in the environment shows before anything runs.
   *
   * @throws FunctionFailedToStart if one cannot be made
   */
  public void warmUp() {
    NAMES.forEach(this::handler);
  }

  /**
   * The functions by name.
   *
   * @param logLines receives what they log
   */
  public Map<String, LambdaFunction> functions(Consumer<String> logLines) {
    Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    NAMES.forEach(
        name ->
            functions.put(
                name, payload -> new Function(jar, name, handler(name), logLines).invoke(payload)));
    return functions;
  }

  private RequestStreamHandler handler(String name) {
    return handlers.computeIfAbsent(
        name, n -> jar.handler("io.keystoreconnector.handlers." + n + "Handler", environment));
  }
}
