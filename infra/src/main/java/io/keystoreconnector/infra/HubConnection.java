package io.keystoreconnector.infra;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hub of the organization to which a deployment reports: docs/company.md.
 *
 * @param busArn the bus that receives the events: the hub's output {@code HubBusArn}
 * @param sinkArn what the connector's metrics are linked to, in its Region only: the hub's output
 *     {@code HubSinkArn}. Null: no metrics are linked
 */
public record HubConnection(String busArn, @Nullable String sinkArn) {

  private static final Pattern BUS = Pattern.compile(Patterns.BUS_ARN);
  private static final Pattern SINK = Pattern.compile(Patterns.SINK_ARN);

  /**
   * Checks the ARNs.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public HubConnection {
    Validation.matches(
        BUS,
        "hubBusArn",
        busArn,
        "the ARN of an event bus, such as"
            + " arn:aws:events:eu-central-1:111122223333:event-bus/connector-hub-Hub");
    if (sinkArn != null) {
      Validation.matches(
          SINK,
          "hubSinkArn",
          sinkArn,
          "the ARN of a sink of CloudWatch, such as"
              + " arn:aws:oam:eu-central-1:111122223333:sink/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111");
    }
  }

  /** Events only. */
  public static HubConnection of(String busArn) {
    return new HubConnection(busArn, null);
  }
}
