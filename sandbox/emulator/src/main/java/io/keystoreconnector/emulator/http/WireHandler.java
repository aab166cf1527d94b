package io.keystoreconnector.emulator.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.service.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Carries calls from HTTP to the wire function and back. */
final class WireHandler implements HttpHandler {

  private final Supplier<AwsEndpoint> aws;

  WireHandler(Supplier<AwsEndpoint> aws) {
    this.aws = aws;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    switch (reply(exchange.getRequestHeaders(), body)) {
      case Reply.Answer answer -> send(exchange, answer);
      case Reply.Silence silence -> throw new NoAnswerException();
    }
  }

  /** A mistake in the sandbox must not look like a lost response. */
  private Reply reply(Headers headers, String body) {
    try {
      return isForm(headers)
          ? aws.get().handleForm(body)
          : aws.get().handle(header(headers, "X-Amz-Target"), body);
    } catch (RuntimeException e) {
      return new Reply.Answer(
          500,
          "application/x-amz-json-1.1",
          UUID.randomUUID().toString(),
          "{\"__type\":\"SandboxMistakeException\",\"message\":\"%s\"}"
              .formatted(e.getClass().getName()));
    }
  }

  private static boolean isForm(Headers headers) {
    return !headers.containsKey("X-Amz-Target")
        && header(headers, "Content-Type").startsWith("application/x-www-form-urlencoded");
  }

  private static String header(Headers headers, String name) {
    return Objects.requireNonNullElse(headers.getFirst(name), "");
  }

  private static void send(HttpExchange exchange, Reply.Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.mediaType());
    exchange.getResponseHeaders().set("x-amzn-RequestId", answer.requestId());
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** On an exception, the server closes the connection, as intended. */
  private static final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1;
  }
}
