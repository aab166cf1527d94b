package io.keystoreconnector.watch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * Makes one check of all key stores; target of a schedule. The memory is written after the events,
 * so no change is lost; an event can come twice, if the memory could not be written after it or two
 * checks overlap.
 */
public final class WatchHandler implements RequestStreamHandler {

  private final Lookout lookout;
  private final JournalTable table;
  private final EventBus bus;
  private final PrintStream out;
  private final Settings settings;
  private final String region;

  /** The handler that Lambda calls. */
  public WatchHandler() {
    this(new AwsClients(), Settings.fromEnvironment());
  }

  private WatchHandler(AwsClients clients, Settings settings) {
    this.table = new JournalTable(clients.dynamoDb(), settings.journalTable());
    this.lookout = new Lookout(clients.kms(), clients.cloudHsm(), table, settings);
    this.bus = new EventBus(clients.eventBridge(), settings.eventBus());
    this.out = System.out;
    this.settings = settings;
    this.region = clients.region();
  }

  /**
   * Checks once, whatever the event says: it says only that it is time.
   *
   * @throws KeyStoresNotSeen if KMS does not show the key stores; any other call that fails leaves
   *     out what it would have shown, and is named in the log
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Gaps gaps = new Gaps(context);
    // First, while there is time: without it, a check makes no events.
    @Nullable Memory before = table.memory(gaps).orElse(null);
    Sight looked = lookout.look(gaps);
    Instant now = Instant.now();
    Sight seen =
        (Findings.isInventoryDue(before, now) ? lookout.withBackups(looked, gaps) : looked)
            .expecting(settings.expectedStates(), now);
    Findings findings = Findings.of(before, seen, now);
    EmbeddedMetrics.lines(findings.metrics(), settings.connector(), now).forEach(out::println);
    out.flush();
    Place place = Place.of(settings.connector(), context.getInvokedFunctionArn(), region);
    List<Event> accepted = bus.put(findings.events(), place, now, gaps);
    Memory after = findings.remembering(accepted);
    if (after != null) {
      table.remember(after, now, gaps);
    }
    String line = LogLine.of(seen, findings.events(), accepted, gaps);
    // A String would be wrapped in JSON again, and its fields could not be queried.
    context.getLogger().log(line.getBytes(StandardCharsets.UTF_8));
    output.write(
        JSONObject.quote("checked " + seen.keyStores().size()).getBytes(StandardCharsets.UTF_8));
  }
}
