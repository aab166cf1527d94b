package io.keystoreconnector.emulator.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The bucket at whose pre-signed URLs CloudFormation waits for the answers of custom resources, on
 * the loopback interface. It is as strict as S3: the query must be the one that was signed, and
 * requests with a media type or in chunks are refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html">
 *     Custom resource response objects</a>
 */
public final class ResponseBucket implements AutoCloseable {

  /** The query of every pre-signed URL; if it appears in a log, that is a leak. */
  public static final String SIGNATURE = "AWSAccessKeyId=AKIDBUCKET&Signature=PreSignedSecret123";

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int SLOW_DOWN = 503;

  /** An answer that was put. */
  public record Response(String path, String body) {}

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Response> responses = new ArrayList<>();
  private final List<Integer> statuses = new ArrayList<>();
  private int failures;
  private boolean hanging;

  private ResponseBucket(HttpServer http) {
    this.http = http;
  }

  /**
   * Opens an empty bucket on a free port.
   *
   * @throws IOException if there is none
   */
  public static ResponseBucket open() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0);
    ResponseBucket bucket = new ResponseBucket(HttpServer.create(address, 0));
    bucket.http.createContext("/", bucket::handle);
    bucket.http.setExecutor(bucket.threads);
    bucket.http.start();
    return bucket;
  }

  /** A URL at which one answer may be put; the path begins with a slash. */
  public URI preSigned(String path) {
    return URI.create(
        "http://127.0.0.1:%d%s?%s".formatted(http.getAddress().getPort(), path, SIGNATURE));
  }

  /** Refuses the next so many requests with HTTP 503. */
  public synchronized void failNext(int requests) {
    failures = requests;
  }

  /** Starts or stops leaving requests without an answer. */
  synchronized void hang(boolean hang) {
    hanging = hang;
  }

  /** What was put, in order; CloudFormation uses the first for each path. */
  public synchronized List<Response> responses() {
    return List.copyOf(responses);
  }

  /** The HTTP status of each request that was answered, in order. */
  synchronized List<Integer> statuses() {
    return List.copyOf(statuses);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (isHanging()) {
        closed.await();
        return;
      }
      exchange.sendResponseHeaders(take(exchange, body), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isHanging() {
    return hanging;
  }

  private synchronized int take(HttpExchange exchange, String body) {
    int status = status(exchange);
    statuses.add(status);
    if (status == OK) {
      responses.add(new Response(exchange.getRequestURI().getPath(), body));
    }
    return status;
  }

  private int status(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    if (!exchange.getRequestMethod().equals("PUT")) {
      return METHOD_NOT_ALLOWED;
    }
    if (headers.containsKey("Transfer-Encoding")) {
      return NOT_IMPLEMENTED;
    }
    if (!SIGNATURE.equals(exchange.getRequestURI().getRawQuery()) || namesMediaType(headers)) {
      return FORBIDDEN;
    }
    return failures-- > 0 ? SLOW_DOWN : OK;
  }

  /** The signature covers the media type, and CloudFormation signs none. */
  private static boolean namesMediaType(Headers headers) {
    String mediaType = headers.getFirst("Content-Type");
    return mediaType != null && !mediaType.isEmpty();
  }

  @Override
  public void close() {
    closed.countDown();
    http.stop(0);
    threads.close();
  }
}
