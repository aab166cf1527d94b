package io.keystoreconnector.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.service.ObjectAnswer;
import io.keystoreconnector.emulator.service.ObjectRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Carries requests to S3, which has its buckets in the path and its operations in the method; all
 * others go to the other services.
 */
record BucketHandler(Supplier<AwsEndpoint> aws, HttpHandler others) implements HttpHandler {

  private static final Set<String> METHODS = Set.of("HEAD", "PUT");

  private static boolean isForS3(HttpExchange exchange) {
    return METHODS.contains(exchange.getRequestMethod())
        && !exchange.getRequestURI().getPath().equals("/");
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (isForS3(exchange)) {
      send(exchange, aws.get().handle(request(exchange)));
    } else {
      others.handle(exchange);
    }
  }

  private static ObjectRequest request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new ObjectRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        headers,
        exchange.getRequestBody().readAllBytes());
  }

  private static void send(HttpExchange exchange, ObjectAnswer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    try (exchange) {
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
