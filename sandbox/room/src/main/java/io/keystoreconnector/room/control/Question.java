package io.keystoreconnector.room.control;

import io.keystoreconnector.room.ControlProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.jr.ob.JSON;

/**
 * A request to the control endpoint.
 *
 * @param query as it arrived; empty if there was none
 */
record Question(String body, String query) {

  /**
   * The body as an object.
   *
   * @throws ControlProblem if it is not an object
   */
  Map<String, Object> object() {
    try {
      if (JSON.std.anyFrom(body) instanceof Map<?, ?>) {
        return JSON.std.mapFrom(body);
      }
    } catch (JacksonException e) {
      throw ControlProblem.badRequest("The body is not JSON; it must be a JSON object.");
    }
    throw ControlProblem.badRequest("The body must be a JSON object.");
  }

  /**
   * The one parameter that the query may have.
   *
   * @throws ControlProblem if there is another
   */
  Optional<String> only(String name) {
    if (query.isEmpty()) {
      return Optional.empty();
    }
    String start = name + "=";
    if (!query.startsWith(start) || query.contains("&")) {
      throw ControlProblem.badRequest(
          "The query must be %s and a value, but it is ?%s.".formatted(start, query));
    }
    return Optional.of(URLDecoder.decode(query.substring(start.length()), StandardCharsets.UTF_8));
  }
}
