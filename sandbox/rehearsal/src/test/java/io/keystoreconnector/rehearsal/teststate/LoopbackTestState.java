package io.keystoreconnector.rehearsal.teststate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the TestState API of Step Functions on the loopback interface. It refuses what AWS is
 * known to refuse, and answers as our runner does.
 */
final class LoopbackTestState implements AutoCloseable {

  private static final String TARGET = "AWSStepFunctions.TestState";

  private final HttpServer server;
  private final UnaryOperator<Outcome> mistake;

  /**
   * Starts it.
   *
   * @param mistake changes each answer
   */
  LoopbackTestState(UnaryOperator<Outcome> mistake) throws IOException {
    this.mistake = mistake;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    @Nullable String problem = null;
    Map<String, @Nullable Object> answer;
    try {
      Map<String, @Nullable Object> request = Json.readObject(body);
      problem =
          TARGET.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
              ? problem(request)
              : "unknown operation";
      answer =
          problem == null
              ? json(mistake.apply(new RunnerTestState(request).outcome()))
              : refusal(problem);
    } catch (RuntimeException e) {
      problem = String.valueOf(e);
      answer = refusal(problem);
    }
    byte[] bytes = Json.write(answer).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(problem == null ? 200 : 400, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, @Nullable Object> refusal(String problem) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("__type", "com.amazonaws.swf.base.model#ValidationException");
    answer.put("message", problem);
    return answer;
  }

  /** AWS would call the function of a task that has no mock. */
  private static @Nullable String problem(Map<String, @Nullable Object> request) {
    String name = String.valueOf(request.get("stateName"));
    Map<?, ?> states =
        (Map<?, ?>)
            Objects.requireNonNull(
                Json.readObject(String.valueOf(request.get("definition"))).get("States"));
    if (!(states.get(name) instanceof Map<?, ?> state)) {
      return "State not found in definition";
    }
    boolean hasMock = request.containsKey("mock");
    if (hasMock && !"Task".equals(state.get("Type"))) {
      return "State type '%s' is not supported when a mock is specified"
          .formatted(state.get("Type"));
    }
    if (!hasMock && "Task".equals(state.get("Type"))) {
      return "a task without a mock would be called";
    }
    if (!hasMock && request.containsKey("context")) {
      return "a context is supported only when a mock is specified";
    }
    return "DEBUG".equals(request.get("inspectionLevel"))
        ? null
        : "without DEBUG, nothing is shown";
  }

  private static Map<String, @Nullable Object> json(Outcome outcome) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    putText(data, "variables", outcome.variables());
    putText(data, "afterArguments", outcome.arguments());
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("status", outcome.status());
    putText(answer, "output", outcome.output());
    put(answer, "nextState", outcome.next());
    put(answer, "error", outcome.error());
    put(answer, "cause", outcome.cause());
    answer.put("inspectionData", data);
    return answer;
  }

  private static void putText(
      Map<String, @Nullable Object> answer, String name, @Nullable Object tree) {
    if (tree != null) {
      answer.put(name, Json.write(tree));
    }
  }

  private static void put(
      Map<String, @Nullable Object> answer, String name, @Nullable Object value) {
    if (value != null) {
      answer.put(name, value);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
