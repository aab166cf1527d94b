package io.keystoreconnector.emulator.service;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * AWS Query: form parameters, and answers in XML, in which the items of a list are members unless
 * the service's model names them.
 *
 * @param items the names of the items of some lists, by the name of the list
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS Query protocol</a>
 */
record QueryWire(String namespace, Map<String, String> items) implements Wire {

  private static final int SERVER_ERROR = 500;

  QueryWire(String namespace) {
    this(namespace, Map.of());
  }

  /** The service and operation that a form asks for. */
  static Target target(String form) {
    Map<String, Object> parameters = read(form);
    return new Target(
        String.valueOf(parameters.getOrDefault("Version", "")),
        String.valueOf(parameters.getOrDefault("Action", "")));
  }

  @Override
  public @Nullable Map<String, Object> parameters(String body) {
    return read(body);
  }

  private static Map<String, Object> read(String form) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public Reply.Answer answer(String operation, Outcome outcome) {
    String id = UUID.randomUUID().toString();
    String xml = outcome.error() == null ? result(operation, outcome, id) : error(outcome, id);
    return new Reply.Answer(outcome.status(), "text/xml", id, xml);
  }

  private String result(String operation, Outcome outcome, String id) {
    return root(
        operation + "Response",
        "<%1$sResult>%2$s</%1$sResult>".formatted(operation, content(outcome.body()))
            + "<ResponseMetadata>%s</ResponseMetadata>".formatted(element("RequestId", id)));
  }

  private String error(Outcome outcome, String id) {
    String fields =
        element("Type", outcome.status() >= SERVER_ERROR ? "Receiver" : "Sender")
            + element("Code", String.valueOf(outcome.error()))
            + element("Message", String.valueOf(outcome.body().get("message")));
    return root("ErrorResponse", "<Error>%s</Error>".formatted(fields) + element("RequestId", id));
  }

  private String root(String name, String content) {
    return "<%1$s xmlns=\"%2$s\">%3$s</%1$s>".formatted(name, namespace, content);
  }

  private String content(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> element(String.valueOf(entry.getKey()), entry.getValue()))
              .collect(Collectors.joining());
      case null, default ->
          String.valueOf(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    };
  }

  private String element(String name, @Nullable Object value) {
    String content =
        value instanceof List<?> list
            ? list.stream()
                .map(item -> element(items.getOrDefault(name, "member"), item))
                .collect(Collectors.joining())
            : content(value);
    return "<%1$s>%2$s</%1$s>".formatted(name, content);
  }
}
