package io.keystoreconnector.watch.hub;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.watch.AwsClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.json.JSONObject;

/**
 * Finds the accounts that have sent no inventory for too long; target of a schedule. People are
 * told once when one goes silent, and once when it speaks again. The row is written after the
 * event, so no notice is lost; one can come twice.
 */
public final class SilenceHandler implements RequestStreamHandler {

  private final HubTable table;
  private final SilenceBus bus;
  private final String hub;
  private final PrintStream out;

  /** The handler that Lambda calls. */
  public SilenceHandler() {
    this(new AwsClients(), HubSettings.fromEnvironment());
  }

  private SilenceHandler(AwsClients clients, HubSettings settings) {
    this.table = new HubTable(clients.dynamoDb(), settings.table());
    this.bus = new SilenceBus(clients.eventBridge(), settings.eventBus());
    this.hub = settings.hub();
    this.out = System.out;
  }

  /**
   * Looks once, whatever the event says: it says only that it is time.
   *
   * @throws NoticeNotSent if the bus did not accept every notice
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    List<Row> rows = table.all();
    Instant now = Instant.now();
    HubMetrics.lines(rows, hub, now).forEach(out::println);
    out.flush();
    List<Silence> notices =
        Silence.of(
            rows.stream().filter(MemberRow.class::isInstance).map(MemberRow.class::cast).toList(),
            now);
    List<Silence> accepted = bus.put(notices, now);
    accepted.forEach(
        silence -> table.change(silence.member(), known -> silence.marked(known, now)));
    String line =
        new JSONObject()
                .put("message", "Looked for silent accounts.")
                .put("rows", rows.size())
                .put("notices", notices.size())
                .put("accepted", accepted.size())
            + "\n";
    // A String would be wrapped in JSON again, and its fields could not be queried.
    context.getLogger().log(line.getBytes(StandardCharsets.UTF_8));
    if (accepted.size() < notices.size()) {
      throw new NoticeNotSent(notices.size() - accepted.size());
    }
    output.write(JSONObject.quote("looked").getBytes(StandardCharsets.UTF_8));
  }
}
