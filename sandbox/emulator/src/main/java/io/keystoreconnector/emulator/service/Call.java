package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.emulator.world.Fault;
import io.keystoreconnector.emulator.world.Refusal;
import io.keystoreconnector.emulator.world.Settings;
import io.keystoreconnector.emulator.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call: the faults it meets, the operation, the answer, the log. */
final class Call {

  private final World world;
  private final ServiceRegistry registry;
  private final Target target;
  private final Optional<Service> service;
  private final Wire wire;
  private final List<Fault.OfCall> faults;

  Call(World world, ServiceRegistry registry, Target target, List<Fault.OfCall> faults) {
    this.world = world;
    this.registry = registry;
    this.target = target;
    this.service = registry.service(target);
    this.wire = service.map(Service::wire).orElse(JsonWire.VERSION_1_1);
    this.faults = faults;
  }

  Reply handle(String body) {
    Map<String, Object> json = wire.parameters(body);
    if (meets(Fault.LostRequest.class)) {
      log(json, new Outcome(0, "LOST_REQUEST", Map.of()));
      return new Reply.Silence();
    }
    Outcome outcome = outcome(json);
    if (meets(Fault.LostResponse.class)) {
      log(json, new Outcome(0, "LOST_RESPONSE", outcome.body()));
      return new Reply.Silence();
    }
    log(json, outcome);
    return wire.answer(target.operation(), outcome);
  }

  private boolean meets(Class<? extends Fault.OfCall> type) {
    return faults.stream().anyMatch(type::isInstance);
  }

  private Outcome outcome(@Nullable Map<String, Object> json) {
    try {
      Operation operation = registry.operation(target);
      if (json == null) {
        throw AwsError.SERIALIZATION.because("The body must be a JSON object.");
      }
      refuseByFault();
      refuseByQuota();
      return Outcome.success(operation.answer(new Params(json)));
    } catch (Refusal refusal) {
      return refused(refusal);
    }
  }

  private Outcome refused(Refusal refusal) {
    AwsError error = service.map(s -> s.spelled(refusal.error())).orElse(refusal.error());
    String messageField = service.map(Service::messageField).orElse("message");
    return Outcome.refused(error.because(refusal.sentence()), messageField);
  }

  private void refuseByFault() {
    for (Fault.OfCall fault : faults) {
      switch (fault) {
        case Fault.Refuse(AwsError error) -> throw error.because(sentence(error));
        case Fault.ServerError() ->
            throw service.orElseThrow().internalError().because("An internal error occurred.");
        case Fault.Latency l -> {}
        case Fault.LostRequest l -> {}
        case Fault.LostResponse l -> {}
      }
    }
  }

  private String sentence(AwsError error) {
    if (error != AwsError.ACCESS_DENIED) {
      return error == AwsError.THROTTLING ? "Rate exceeded" : "Refused by a planned fault.";
    }
    return "User: arn:%s:sts::%s:assumed-role/connector/run is not authorized to perform: %s:%s"
        .formatted(
            world.settings().partition(),
            Settings.ACCOUNT,
            service.orElseThrow().name(),
            target.operation());
  }

  private void refuseByQuota() {
    boolean limited = service.map(s -> s.hasQuota(target.operation())).orElse(false);
    if (limited && !world.quotaAdmits(target.operation())) {
      throw AwsError.THROTTLING.because("Rate exceeded");
    }
  }

  private void log(@Nullable Map<String, Object> json, Outcome outcome) {
    world
        .journal()
        .called(
            new CallRecord(
                world.moment(),
                service.map(Service::name).orElse(target.prefix()),
                target.operation(),
                Masking.of(json == null ? Map.of() : json),
                outcome.status(),
                outcome.error(),
                Masking.of(outcome.body())));
  }
}
