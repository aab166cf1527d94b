package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.lambda.Caller;
import io.keystoreconnector.sandbox.lambda.Deployment;
import io.keystoreconnector.sandbox.lambda.Endpoint;
import io.keystoreconnector.sandbox.lambda.FunctionFailedToStart;
import io.keystoreconnector.sandbox.lambda.FunctionsJar;
import io.keystoreconnector.sandbox.report.Recording;
import io.keystoreconnector.sandbox.scenario.Tree;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.StateMachine;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the workflow on this machine against AWS. */
@Command(
    name = "run",
    description = {
      "Runs the workflow on this machine, in real time, against the AWS account that your"
          + " credentials reach.",
      "Ends with 0 if the key store is connected (or left as the request says), with 1 if a person"
          + " is needed, with 2 if the request or the set-up is wrong."
    })
final class RunCommand implements Callable<Integer> {

  private final Tree tree;
  private final Terminal terminal;

  @Option(
      names = "--request",
      required = true,
      paramLabel = "FILE_OR_JSON",
      description = "What to do, as for an execution of the state machine.")
  private String request = "";

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Where the services are, if not at AWS: a sandbox, for example.")
  private @Nullable String endpoint;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "At the end, also write a page with a picture of the run.")
  private @Nullable String report;

  @Spec private @Nullable CommandSpec spec;

  RunCommand(Tree tree, Terminal terminal) {
    this.tree = tree;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Object input = new RequestArgument(request).tree();
    checkRegion();
    if (report != null) {
      var _ = new ReportArgument(report).file();
    }
    StateMachine machine = StateMachine.load(tree.definition(), Deployment.substitutions());
    try (FunctionsJar jar = new FunctionsJar(tree.handlersJar())) {
      Deployment deployment = new Deployment(jar, environment());
      warmUp(deployment);
      checkCredentials(jar);
      ExecutionResult result = new LiveRun(page(), machine, deployment, input).toTheEnd();
      writeReport(machine, result);
      return exitCode(result);
    }
  }

  private void writeReport(StateMachine machine, ExecutionResult result) {
    if (report != null) {
      String title = "A run against " + (endpoint == null ? "AWS" : endpoint);
      new ReportArgument(report)
          .write(Recording.of(title, machine.definition(), result.history(), Instant.now()));
      ReportArgument.tell(page(), report);
    }
  }

  private Map<String, String> environment() {
    if (endpoint == null) {
      return Map.of("PRIMING", "off");
    }
    Endpoint services = new Endpoint(EndpointArgument.uri(endpoint));
    EndpointArgument.probe(services.uri());
    return services.environment();
  }

  private static void checkRegion() {
    String region = System.getenv("AWS_REGION");
    if (region != null && !region.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new UsageProblem("AWS_REGION has to be the name of a Region such as eu-central-1.");
    }
  }

  private static void warmUp(Deployment deployment) {
    try {
      deployment.warmUp();
    } catch (FunctionFailedToStart e) {
      String message = String.valueOf(e.getMessage());
      throw message.toLowerCase(Locale.ROOT).contains("region")
          ? new UsageProblem(
              "No AWS Region is set: set AWS_REGION, or a region in your profile of ~/.aws/config.")
          : new UsageProblem(message);
    }
  }

  private static void checkCredentials(FunctionsJar jar) {
    if (new Caller(jar).missingCredentials().isPresent()) {
      throw new UsageProblem(
          "No AWS credentials are found: sign in with aws sso login or aws configure, or set"
              + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; a sandbox takes any.");
    }
  }

  private static int exitCode(ExecutionResult execution) {
    if (execution.status() == ExecutionResult.Status.SUCCEEDED) {
      return Connector.GOOD;
    }
    return "InvalidRequest".equals(execution.error()) ? Connector.WRONG_USAGE : Connector.BAD;
  }

  private Page page() {
    return new Page(Objects.requireNonNull(spec).commandLine().getOut(), terminal);
  }
}
