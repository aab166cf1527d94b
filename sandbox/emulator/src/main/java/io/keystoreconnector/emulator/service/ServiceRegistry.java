package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which services and operations are emulated. */
final class ServiceRegistry {

  private final List<Service> services;
  private final Map<Service, Map<String, Operation>> operations;

  /** For callers without an AWS client. */
  private static final String OWN_INTERFACE =
      " What is the sandbox's own is below /_sandbox/, and its page, for browsers, at /.";

  ServiceRegistry(List<Service> services) {
    this.services = services;
    this.operations = services.stream().collect(Collectors.toMap(s -> s, Service::operations));
  }

  Optional<Service> service(Target target) {
    return services.stream().filter(s -> s.targetPrefix().equals(target.prefix())).findFirst();
  }

  /**
   * Finds an operation.
   *
   * @throws io.keystoreconnector.emulator.world.Refusal that lists what is emulated
   */
  Operation operation(Target target) {
    return service(target)
        .map(s -> operations(s).get(target.operation()))
        .orElseThrow(
            () ->
                AwsError.NOT_EMULATED.because(
                    "This sandbox does not emulate "
                        + target
                        + ". It emulates "
                        + String.join(", ", services.stream().map(this::summary).toList())
                        + "."
                        + (service(target).isPresent() ? "" : OWN_INTERFACE)));
  }

  private Map<String, Operation> operations(Service service) {
    return operations.getOrDefault(service, Map.of());
  }

  private String summary(Service service) {
    return service.name() + ": " + String.join(" ", service.operations().keySet());
  }
}
