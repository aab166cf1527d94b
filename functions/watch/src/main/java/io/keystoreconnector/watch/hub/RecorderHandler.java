package io.keystoreconnector.watch.hub;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.keystoreconnector.watch.AwsClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.json.JSONObject;

/** Records one event; target of the rule on the hub's bus. */
public final class RecorderHandler implements RequestStreamHandler {

  private final HubTable table;

  /** The handler that Lambda calls. */
  public RecorderHandler() {
    this.table = new HubTable(new AwsClients().dynamoDb(), HubSettings.fromEnvironment().table());
  }

  /**
   * Records what the event says. An event that comes again changes nothing.
   *
   * @throws NotNews if the connector does not send such an event
   * @throws HubBusy if others wrote the same rows each time
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    News news = NewsReader.read(input.readAllBytes());
    table.change(news.member(), known -> Recording.of(news, known));
    String line =
        new JSONObject()
                .put("message", "Recorded news of " + news.member().place() + ".")
                .put("news", news.getClass().getSimpleName())
                .put("at", news.at().toString())
            + "\n";
    // A String would be wrapped in JSON again, and its fields could not be queried.
    context.getLogger().log(line.getBytes(StandardCharsets.UTF_8));
    output.write(JSONObject.quote("recorded").getBytes(StandardCharsets.UTF_8));
  }
}
