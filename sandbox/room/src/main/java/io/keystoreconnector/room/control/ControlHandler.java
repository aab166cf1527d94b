package io.keystoreconnector.room.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.keystoreconnector.emulator.world.WorldFormatException;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.room.ControlProblem;
import io.keystoreconnector.room.RehearsalRoom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The control endpoint: what a test or a person does to the world from outside. */
final class ControlHandler implements HttpHandler {

  static final String PATH = "/_sandbox/";

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int SERVER_ERROR = 500;

  private final Map<String, Map<String, Function<Question, Answer>>> resources = new TreeMap<>();

  ControlHandler(Account account, RehearsalRoom room, EventStream events) {
    resources.putAll(new WorldResources(account).all());
    resources.putAll(new RoomResources(room, events).all());
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    answer(exchange, new Question(body, query)).send(exchange);
  }

  private Answer answer(HttpExchange exchange, Question question) {
    String name = exchange.getRequestURI().getPath().substring(PATH.length());
    Map<String, Function<Question, Answer>> methods = resources.get(name);
    if (methods == null) {
      return JsonAnswer.refusal(
          NOT_FOUND, "The resources below %s are %s.".formatted(PATH, list(resources.keySet())));
    }
    Function<Question, Answer> method = methods.get(exchange.getRequestMethod());
    if (method == null) {
      String allowed = list(new TreeSet<>(methods.keySet()));
      exchange.getResponseHeaders().set("Allow", allowed);
      return JsonAnswer.refusal(METHOD_NOT_ALLOWED, "%s accepts %s.".formatted(name, allowed));
    }
    return answer(method, question);
  }

  private static Answer answer(Function<Question, Answer> method, Question question) {
    try {
      return method.apply(question);
    } catch (ControlProblem e) {
      return JsonAnswer.refusal(e.status(), e.sentence());
    } catch (WorldFormatException e) {
      return JsonAnswer.refusal(BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return JsonAnswer.refusal(
          SERVER_ERROR, "The sandbox made a mistake: %s.".formatted(e.getClass().getName()));
    }
  }

  private static String list(Iterable<String> names) {
    return String.join(", ", names);
  }
}
