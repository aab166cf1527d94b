package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.workflow.DeployedMachine;
import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.workflow.Workflows;
import io.keystoreconnector.emulator.world.AwsError;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** AWS Step Functions, as far as it concerns running Standard workflows and reading them. */
final class StepFunctions implements Service {

  private static final int PAGE = 100;

  private final Workflows workflows;

  StepFunctions(Workflows workflows) {
    this.workflows = workflows;
  }

  @Override
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("StartExecution", this::start);
    operations.put("DescribeExecution", this::describe);
    operations.put("ListExecutions", this::list);
    operations.put("GetExecutionHistory", this::history);
    operations.put("StopExecution", this::stop);
    operations.put("DescribeStateMachine", this::describeMachine);
    operations.put("ListStateMachines", this::listMachines);
    return operations;
  }

  private Map<String, Object> start(Params params) {
    params.refuse("traceHeader");
    StepFunctionsRequests.checkStart(params);
    DeployedMachine machine = machine(params);
    @Nullable String name = StepFunctionsRequests.name(params);
    String input = params.text("input", Constraint.ANY_TEXT, "{}");
    Run run = workflows.start(machine, name == null ? newName() : name, input);
    return new Body()
        .with("executionArn", run.arn())
        .with("startDate", StepFunctionsAnswers.seconds(run.startTime()))
        .json();
  }

  /**
   * A name for an execution that was started without one; the same names in the same order every
   * time.
   */
  private String newName() {
    byte[] seed = ("run " + workflows.started()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(seed).toString();
  }

  private Map<String, Object> describe(Params params) {
    params.refuse("includedData");
    return StepFunctionsAnswers.execution(run(params));
  }

  private Map<String, Object> list(Params params) {
    params.refuse("mapRunArn", "redriveFilter");
    int size = size(params);
    @Nullable String token = params.textOrNull("nextToken", Constraint.EXECUTIONS_TOKEN);
    @Nullable String status = params.textOrNull("statusFilter", Constraint.EXECUTION_STATUS);
    String machineArn = machine(params).arn();
    List<Run> found =
        workflows.runs().reversed().stream()
            .filter(run -> run.machine().arn().equals(machineArn))
            .filter(run -> status == null || status.equals(run.status()))
            .toList();
    Page<Run> page = page("ListExecutions", params, found, token, size);
    return new Body()
        .with("executions", page.items().stream().map(StepFunctionsAnswers::listed).toList())
        .with("nextToken", page.next())
        .json();
  }

  private Map<String, Object> history(Params params) {
    int size = size(params);
    @Nullable String token = params.textOrNull("nextToken", Constraint.STATES_TOKEN);
    Run run = run(params);
    boolean withData = params.flag("includeExecutionData", true);
    List<Map<String, Object>> events =
        run.events().stream().map(e -> StepFunctionsAnswers.event(e, withData)).toList();
    boolean reverse = params.flag("reverseOrder", false);
    Page<Map<String, Object>> page =
        page("GetExecutionHistory", params, reverse ? events.reversed() : events, token, size);
    return new Body().with("events", page.items()).with("nextToken", page.next()).json();
  }

  /** It ends when its clock next moves, so its status may still be RUNNING. */
  private Map<String, Object> stop(Params params) {
    Run run = run(params);
    @Nullable String error = params.textOrNull("error", Constraint.EXECUTION_ERROR);
    @Nullable String cause = params.textOrNull("cause", Constraint.EXECUTION_CAUSE);
    return new Body()
        .with("stopDate", StepFunctionsAnswers.seconds(workflows.stop(run, error, cause)))
        .json();
  }

  private Map<String, Object> describeMachine(Params params) {
    params.refuse("includedData");
    return StepFunctionsAnswers.machine(machine(params));
  }

  private Map<String, Object> listMachines(Params params) {
    int size = size(params);
    @Nullable String token = params.textOrNull("nextToken", Constraint.STATES_TOKEN);
    Page<DeployedMachine> page =
        page("ListStateMachines", params, workflows.machines(), token, size);
    return new Body()
        .with("stateMachines", page.items().stream().map(StepFunctionsAnswers::listed).toList())
        .with("nextToken", page.next())
        .json();
  }

  private static int size(Params params) {
    int size = params.number("maxResults", 0, 1000, 0);
    return size == 0 ? PAGE : size;
  }

  private static <T> Page<T> page(
      String operation, Params params, List<T> all, @Nullable String token, int size) {
    return Page.of(
        operation + params.without("maxResults", "nextToken"),
        all,
        token,
        size,
        AwsError.STATES_TOKEN.because("Invalid Token: 'Invalid token'"));
  }

  private DeployedMachine machine(Params params) {
    return workflows.machine(StepFunctionsRequests.arn(params, "stateMachine"));
  }

  private Run run(Params params) {
    return workflows.run(StepFunctionsRequests.arn(params, "execution"));
  }

  @Override
  public String name() {
    return "states";
  }

  @Override
  public String targetPrefix() {
    return "AWSStepFunctions";
  }

  @Override
  public AwsError internalError() {
    return AwsError.STATES_INTERNAL;
  }

  @Override
  public Wire wire() {
    return JsonWire.VERSION_1_0;
  }
}
