package io.keystoreconnector.sandbox.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.keystoreconnector.sandbox.world.CallRecord;
import io.keystoreconnector.sandbox.world.Secrecy;
import io.keystoreconnector.sandbox.world.World;
import io.keystoreconnector.sandbox.world.WorldFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/** The control endpoint: what a test or a person does to the world from outside. */
final class ControlHandler implements HttpHandler {

  static final String PATH = "/_sandbox/";

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private static final String CLEAR = "secrets=clear";

  /** What is done with the body of a request. */
  @FunctionalInterface
  private interface Action {
    Map<String, ?> answer(String body, String query);
  }

  private final Controls controls;
  private final Map<String, Map<String, Action>> actions;

  ControlHandler(Controls controls) {
    this.controls = controls;
    this.actions =
        new TreeMap<>(
            Map.of(
                "state", Map.of("GET", this::state, "PUT", this::load),
                "time", Map.of("POST", this::advance),
                "calls", Map.of("GET", this::calls),
                "faults", Map.of("POST", this::plan, "DELETE", this::forget)));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    answer(exchange, body).send(exchange);
  }

  private JsonAnswer answer(HttpExchange exchange, String body) {
    String name = exchange.getRequestURI().getPath().substring(PATH.length());
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    Map<String, Action> methods = actions.get(name);
    if (methods == null) {
      return JsonAnswer.refusal(
          NOT_FOUND, "Below %s there are %s.".formatted(PATH, list(actions.keySet())));
    }
    Action action = methods.get(exchange.getRequestMethod());
    if (action == null) {
      String allowed = list(new TreeMap<>(methods).keySet());
      exchange.getResponseHeaders().set("Allow", allowed);
      return JsonAnswer.refusal(METHOD_NOT_ALLOWED, "%s takes %s.".formatted(name, allowed));
    }
    return answer(action, body, query);
  }

  private static JsonAnswer answer(Action action, String body, String query) {
    try {
      return JsonAnswer.of(action.answer(body, query));
    } catch (WorldFormatException | BadBody e) {
      return JsonAnswer.refusal(BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static String list(Iterable<String> names) {
    return String.join(", ", names);
  }

  private Map<String, ?> state(String body, String query) {
    if (!query.isEmpty() && !query.equals(CLEAR)) {
      throw new BadBody("The query of state has to be %s, or absent.".formatted(CLEAR));
    }
    World world = controls.world();
    synchronized (world) {
      return world.toJson(query.equals(CLEAR) ? Secrecy.CLEAR : Secrecy.MASKED);
    }
  }

  private Map<String, ?> load(String body, String query) {
    Map<String, Object> json = object(body);
    if (isMasked(json)) {
      throw new BadBody(
          "The secrets in this state are masked; GET state?%s gives one that can be loaded."
              .formatted(CLEAR));
    }
    controls.load(json);
    return state("", "");
  }

  /** Else every password would silently become the mask. */
  private static boolean isMasked(Object json) {
    return switch (json) {
      case Map<?, ?> map -> map.values().stream().anyMatch(v -> v != null && isMasked(v));
      case List<?> list -> list.stream().anyMatch(v -> v != null && isMasked(v));
      default -> json.equals(Secrecy.MASK);
    };
  }

  private Map<String, ?> advance(String body, String query) {
    controls.advance(TimeRequest.read(object(body)));
    World world = controls.world();
    synchronized (world) {
      world.catchUp();
      return Map.of("second", world.moment() / 1000.0);
    }
  }

  private Map<String, ?> calls(String body, String query) {
    return Map.of(
        "calls", controls.world().journal().calls().stream().map(CallRecord::toJson).toList());
  }

  private Map<String, ?> plan(String body, String query) {
    World world = controls.world();
    synchronized (world) {
      world.catchUp();
      world.plan(List.of(object(body)));
    }
    return faults(world);
  }

  private Map<String, ?> forget(String body, String query) {
    World world = controls.world();
    synchronized (world) {
      world.forgetFaults();
    }
    return faults(world);
  }

  private static Map<String, ?> faults(World world) {
    synchronized (world) {
      return Map.of("faults", Objects.requireNonNull(world.toJson(Secrecy.MASKED).get("faults")));
    }
  }

  private static Map<String, Object> object(String body) {
    try {
      if (JSON.std.anyFrom(body) instanceof Map<?, ?>) {
        return JSON.std.mapFrom(body);
      }
    } catch (JacksonException e) {
      throw new BadBody("The body is not JSON; it has to be an object.");
    }
    throw new BadBody("The body has to be a JSON object.");
  }

  /** The message is one sentence. */
  static final class BadBody extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadBody(String sentence) {
      super(sentence);
    }
  }
}
