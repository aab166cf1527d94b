package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has a service do something and takes its result. */
record TaskState(
    String resource,
    @Nullable Template arguments,
    @Nullable Template timeoutSeconds,
    ErrorHandling errors,
    Exit exit)
    implements State {
  static final String TYPE = "Task";
  private static final int SERVICE_IN_ARN = 5;
  private static final String SDK = "aws-sdk:";
  private static final long LONGEST = 99_999_999;

  static TaskState load(DefinitionReader fields, LoadContext context) {
    String resource = fields.requiredText("Resource");
    if (!context.knows(resource)) {
      fields.problem("Resource", "is not implemented by this runner: " + resource);
    }
    Integration.check(resource, fields);
    return new TaskState(
        resource,
        fields.template("Arguments"),
        fields.numberOrExpression("TimeoutSeconds", 1),
        ErrorHandling.load(fields),
        Exit.load(fields));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Transition run(Visit visit) throws StateFailed {
    return errors.run(visit, () -> attempt(visit));
  }

  private Transition attempt(Visit visit) throws StateFailed {
    requireSamePartition(visit);
    Payload payload = visit.inputOr(arguments);
    long timeout = visit.seconds(timeoutSeconds, "TimeoutSeconds", LONGEST);
    visit.append("TaskScheduled", scheduled(visit, payload, timeout));
    visit.append("TaskStarted", details());
    Payload result = Payload.of(call(visit, payload, Duration.ofSeconds(timeout)));
    if (result.isTooLarge()) {
      throw taskFailed(visit, Visit.tooLarge(String.valueOf(details().get("resourceType"))));
    }
    visit.append("TaskSucceeded", details("output", result.text()));
    return exit.take(visit, visit.scope("result", result.value()), result);
  }

  /** Step Functions finds this only when the state runs, not when the definition is deployed. */
  private void requireSamePartition(Visit visit) throws StateFailed {
    String expected = visit.sequence().execution().partition();
    Optional<String> other =
        TaskResource.of(resource)
            .map(TaskResource::partition)
            .filter(partition -> !partition.equals(expected));
    if (other.isPresent()) {
      throw visit.failure(
          Errors.RUNTIME,
          ("The resource belongs to a different partition from the running execution. Expected"
                  + " '%s', was '%s'.")
              .formatted(expected, other.get()));
    }
  }

  /** The task is a separate piece of work, so that it can be abandoned when its time is up. */
  private @Nullable Object call(Visit visit, Payload payload, Duration timeout) throws StateFailed {
    StateSequence sequence = visit.sequence();
    Call call = new Call(sequence, visit.name(), resource, payload.value());
    Instant until = sequence.now().plus(timeout);
    call.start();
    try {
      sequence.await(until, call::isAccepted);
      if (call.submission() != null) {
        visit.append("TaskSubmitted", submitted(call.submission()));
        if (!call.isDone()) {
          sequence.await(until, call::isDone);
        }
      }
    } finally {
      call.giveUp();
    }
    if (sequence.now().isAfter(until) || !call.isDone()) {
      visit.append("TaskTimedOut", details("error", Errors.TIMEOUT));
      throw new StateFailed(Errors.TIMEOUT, null);
    }
    try {
      return call.result();
    } catch (TaskFailed e) {
      throw taskFailed(visit, new StateFailed(e.error(), e.reason()));
    }
  }

  private Map<String, Object> submitted(Object answer) {
    return details("output", Payload.of(answer).text());
  }

  private StateFailed taskFailed(Visit visit, StateFailed failure) {
    Map<String, Object> details = details();
    details.putAll(failure.details("error", "cause"));
    visit.append("TaskFailed", details);
    return failure;
  }

  private Map<String, Object> scheduled(Visit visit, Payload payload, long timeout) {
    Map<String, Object> details = details("parameters", payload.text());
    details.put("region", visit.sequence().execution().region());
    if (timeoutSeconds != null) {
      details.put("timeoutInSeconds", timeout);
    }
    return details;
  }

  private Map<String, Object> details(String name, Object value) {
    Map<String, Object> details = details();
    details.put(name, value);
    return details;
  }

  /**
   * An ARN ends with the service and the action: lambda and invoke, aws-sdk:kms and describeKey,
   * states and startExecution.sync:2.
   */
  private Map<String, Object> details() {
    String service =
        resource.split(":", SERVICE_IN_ARN + 1).length > SERVICE_IN_ARN
            ? resource.split(":", SERVICE_IN_ARN + 1)[SERVICE_IN_ARN]
            : resource;
    int action = service.indexOf(':', service.startsWith(SDK) ? SDK.length() : 0);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("resourceType", action < 0 ? service : service.substring(0, action));
    details.put("resource", service.substring(action + 1));
    return details;
  }
}
