package io.keystoreconnector.lifecycle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONObject;

/** Simulates CloudFormation's response URL on loopback. */
final class CloudFormation implements AutoCloseable {

  /** A string that must never appear anywhere. */
  static final String SIGNATURE = "Signature=thisIsASecret";

  final List<JSONObject> answers = new ArrayList<>();
  final List<String> heads = new ArrayList<>();
  int status = 200;
  private final HttpServer server;

  CloudFormation() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    heads.add(
        "%s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().get("Content-Type")));
    answers.add(new JSONObject(new String(body, StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  String url() {
    return origin() + "/answer?" + SIGNATURE;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
