package io.keystoreconnector.room.control;

import com.sun.net.httpserver.HttpExchange;
import io.keystoreconnector.room.RehearsalRoom;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/**
 * The current scene as server-sent events for all listeners: {@code scene}, and {@code recording}
 * of the latest run, each as a whole, a few times a second while it changes.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class EventStream implements Answer, AutoCloseable {

  private static final long PAUSE_MILLIS = 300;

  /**
   * A listener that gets no event for this many pauses gets a sign of life, which also detects
   * listeners that have left.
   */
  private static final int PAUSES_BETWEEN_SIGNS = 30;

  private static final int OK = 200;
  private static final int MOST_LISTENERS = 1_000;
  private static final int SECONDS_TO_END = 2;
  private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  /** What all listeners are shown at a moment. */
  private record Shown(long nanos, String scene, String recording) {}

  private final RehearsalRoom room;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Semaphore listeners = new Semaphore(MOST_LISTENERS);
  private @Nullable Shown shown;

  EventStream(RehearsalRoom room) {
    this.room = room;
  }

  @Override
  public void send(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    listeners.acquireUninterruptibly();
    try {
      exchange.sendResponseHeaders(OK, 0);
      try (exchange;
          OutputStream out = exchange.getResponseBody()) {
        tell(out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listeners.release();
    }
  }

  private void tell(OutputStream out) throws IOException, InterruptedException {
    String scene = "";
    String recording = "";
    int silence = 0;
    do {
      Shown now = shown();
      String news =
          (now.scene.equals(scene) ? "" : event("scene", now.scene))
              + (now.recording.equals(recording) ? "" : event("recording", now.recording));
      silence = news.isEmpty() ? silence + 1 : 0;
      write(out, silence % PAUSES_BETWEEN_SIGNS == 1 ? ":\n\n" : news);
      scene = now.scene;
      recording = now.recording;
    } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
  }

  private static String event(String name, String data) {
    return data.isEmpty() ? "" : "event: %s\ndata: %s\n\n".formatted(name, data);
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Created once for all listeners. */
  private synchronized Shown shown() {
    long now = System.nanoTime();
    if (shown == null || now - shown.nanos >= TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)) {
      String recording = room.latestRecording().map(EventStream::json).orElse("");
      shown = new Shown(now, json(room.scene()), recording);
    }
    return shown;
  }

  private static String json(Map<String, ?> object) {
    return WRITER.asString(object);
  }

  /** Ends the stream for every listener, and briefly waits for that. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (listeners.tryAcquire(MOST_LISTENERS, SECONDS_TO_END, TimeUnit.SECONDS)) {
        listeners.release(MOST_LISTENERS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
