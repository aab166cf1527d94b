package io.keystoreconnector.emulator.workflow;

import io.keystoreconnector.emulator.world.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * The event by which EventBridge reports the end of an execution.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">
 *     Automating Step Functions event delivery with EventBridge</a>
 */
final class StatusChange {

  /** Input and output beyond this many bytes, escaped, are left out: first the input. */
  private static final int LIMIT = 248 * 1024;

  private StatusChange() {}

  static Map<String, Object> of(Run run) {
    Instant time = run.stopTime().orElseThrow();
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "0");
    event.put("id", UUID.nameUUIDFromBytes(run.arn().getBytes(StandardCharsets.UTF_8)).toString());
    event.put("detail-type", "Step Functions Execution Status Change");
    event.put("source", "aws.states");
    event.put("account", Settings.ACCOUNT);
    event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", run.machine().identity().region());
    event.put("resources", List.of(run.arn()));
    event.put("detail", detail(run, time));
    return event;
  }

  private static Map<String, @Nullable Object> detail(Run run, Instant time) {
    @Nullable String output = run.output().orElse(null);
    int outputSize = size(output);
    Map<String, @Nullable Object> detail = new LinkedHashMap<>();
    detail.put("executionArn", run.arn());
    detail.put("stateMachineArn", run.machine().arn());
    detail.put("name", run.name());
    detail.put("status", run.status());
    detail.put("startDate", run.startTime().toEpochMilli());
    detail.put("stopDate", time.toEpochMilli());
    put(detail, "input", run.input(), size(run.input()) + outputSize <= LIMIT);
    put(detail, "output", output, outputSize <= LIMIT);
    detail.put("error", run.error().orElse(null));
    detail.put("cause", run.cause().orElse(null));
    return detail;
  }

  private static void put(
      Map<String, @Nullable Object> detail, String name, @Nullable String text, boolean fits) {
    detail.put(name, fits ? text : null);
    detail.put(name + "Details", text == null ? null : Map.of("included", fits));
  }

  private static int size(@Nullable String text) {
    return text == null ? 0 : JSON.std.asString(text).getBytes(StandardCharsets.UTF_8).length;
  }
}
