package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.HubTable;
import io.keystoreconnector.emulator.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The stack of an organization's hub, with the outputs of the real one. */
record HubStack(World world) {

  /** The name in docs/company.md. */
  private static final String NAME = "connector-hub";

  /** Whether the world has one: its table has items. */
  boolean isThere() {
    return !world.hubTable().items().isEmpty();
  }

  boolean isCalled(String nameOrId) {
    return nameOrId.equals(NAME) || nameOrId.equals(id());
  }

  private String id() {
    UUID any = UUID.nameUUIDFromBytes(NAME.getBytes(StandardCharsets.UTF_8));
    return arn("cloudformation", "stack/%s/%s".formatted(NAME, any));
  }

  private String arn(String service, String resource) {
    return world.settings().arn(service, resource);
  }

  Map<String, Object> json() {
    Instant created = world.start().truncatedTo(ChronoUnit.MILLIS);
    return new Body()
        .with("StackId", id())
        .with("StackName", NAME)
        .with("CreationTime", created.toString())
        .with("StackStatus", "CREATE_COMPLETE")
        .with("DisableRollback", false)
        .with("Outputs", outputs().entrySet().stream().map(StackAnswer::output).toList())
        .json();
  }

  private Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("HubBusArn", arn("events", "event-bus/" + NAME));
    outputs.put("HubSinkArn", arn("oam", "sink/00000000-0000-0000-0000-000000000000"));
    outputs.put("HubTable", HubTable.NAME);
    outputs.put("HubTopicArn", arn("sns", NAME));
    return outputs;
  }
}
