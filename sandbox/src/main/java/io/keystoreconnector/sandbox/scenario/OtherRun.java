package io.keystoreconnector.sandbox.scenario;

import io.keystoreconnector.sandbox.world.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Another run beside the one that a scenario is about.
 *
 * @param request its input, any JSON
 * @param startsAt the second of its start; {@link #ANY} for any moment
 * @param stopsAt the second at which somebody stops it; null if nobody does
 */
record OtherRun(@Nullable Object request, int startsAt, @Nullable Integer stopsAt) {

  static final int ANY = -1;

  static OtherRun read(Fields fields) {
    OtherRun run =
        new OtherRun(
            ScenarioFile.request(fields),
            "ANY".equals(fields.value("startsAt")) ? ANY : fields.number("startsAt", 0),
            fields.has("stopsAt") ? fields.number("stopsAt", 0) : null);
    fields.nothingElse();
    return run;
  }
}
