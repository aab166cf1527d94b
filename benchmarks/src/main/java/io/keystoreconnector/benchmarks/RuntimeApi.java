package io.keystoreconnector.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Lambda Runtime API for one process: it reports when the function asks and when it answers.
 */
final class RuntimeApi implements AutoCloseable {
  private static final String BASE = "/2018-06-01/runtime/";

  /** One thing that the function did, and when ({@link System#nanoTime()}). */
  record Asked(String path, long nanos, String body) {
    boolean isNext() {
      return path.equals(BASE + "invocation/next");
    }

    boolean isResponse() {
      return path.endsWith("/response");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> events = new SynchronousQueue<>();

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Waits for what the function does next.
   *
   * @return null if it does nothing for this many seconds
   */
  @Nullable Asked await(int seconds) throws InterruptedException {
    return asked.poll(seconds, TimeUnit.SECONDS);
  }

  /** Answers the open {@code /next} with an event; returns the time at which it was handed over. */
  long send(byte[] event) throws InterruptedException {
    long start = System.nanoTime();
    events.put(event);
    return start;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      long now = System.nanoTime();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Asked what =
          new Asked(
              exchange.getRequestURI().getPath(), now, new String(body, StandardCharsets.UTF_8));
      asked.add(what);
      if (what.isNext()) {
        handOver(exchange);
      } else {
        exchange.sendResponseHeaders(202, -1);
      }
    }
  }

  private void handOver(HttpExchange exchange) throws IOException {
    try {
      byte[] event = events.take();
      var headers = exchange.getResponseHeaders();
      // The Runtime Interface Client crashes without a content type.
      headers.set("Content-Type", "application/json");
      headers.set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
      headers.set(
          "Lambda-Runtime-Invoked-Function-Arn",
          "arn:aws:lambda:eu-central-1:111122223333:function:benchmark");
      headers.set(
          "Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 60_000));
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
