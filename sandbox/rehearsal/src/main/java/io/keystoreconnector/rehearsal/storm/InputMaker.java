package io.keystoreconnector.rehearsal.storm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** Makes inputs of executions: valid, nearly valid, and hostile ones. */
final class InputMaker {

  private static final List<String> FIELDS =
      List.of(
          "customKeyStoreId",
          "customKeyStoreName",
          "whenDisconnected",
          "update",
          "addHsm",
          "maxAttempts",
          "windowSeconds",
          "pollSeconds",
          "dryRun");

  private static final List<String> UPDATES =
      List.of(
          "when",
          "cloudHsmClusterId",
          "keyStorePasswordSecretId",
          "xksProxyUriEndpoint",
          "xksProxyUriPath",
          "xksProxyVpcEndpointServiceName",
          "xksProxyVpcEndpointServiceOwner",
          "xksProxyAuthenticationCredentialSecretId",
          "xksProxyConnectivity");

  private final Dice dice;
  private final RequestMaker requests;

  InputMaker(Dice dice, boolean external) {
    this.dice = dice;
    this.requests = new RequestMaker(dice, external);
  }

  @Nullable Object make() {
    return switch (dice.between(0, 9)) {
      case 0, 1 -> requests.make();
      case 2, 3, 4 -> nearlyValid();
      case 5, 6 -> withHostileValues();
      case 7 -> withHostileNames();
      case 8 -> huge();
      default -> noRequest();
    };
  }

  /**
   * One field is missing, present twice under two names, of another type, or just out of bounds.
   */
  private Map<String, Object> nearlyValid() {
    Map<String, Object> request = requests.make();
    String field = dice.pick(FIELDS);
    switch (dice.between(0, 6)) {
      case 0 -> request.remove(field);
      case 1 -> request.put(field, null);
      case 2 -> request.put(field.toLowerCase(Locale.ROOT), request.remove(field));
      case 3 -> request.put(field + dice.pick(" ", "s", "\u200b", "_"), true);
      case 4 -> request.put(field, dice.pick(Vocabulary.NEAR_MISSES));
      case 5 -> request.put(dice.pick("maxAttempts", "windowSeconds", "pollSeconds"), number());
      default -> inUpdate(request, dice.pick(Vocabulary.NEAR_UPDATES));
    }
    return request;
  }

  private Object number() {
    return dice.pick(
        List.of(0, 1, 3.0, 10, 11, 4, 5, 60, 61, 119, 120, 120.5, 1200, 1201, -5, 4_294_967_301L));
  }

  private void inUpdate(Map<String, Object> request, @Nullable Object value) {
    Map<String, Object> update = new LinkedHashMap<>();
    if (request.get("update") instanceof Map<?, ?> given) {
      given.forEach((name, any) -> update.put(String.valueOf(name), any));
    }
    update.put(dice.pick(UPDATES), value);
    request.put("update", update);
  }

  private Map<String, Object> withHostileValues() {
    Map<String, Object> request = requests.make();
    if (dice.percent(25)) {
      inUpdate(request, hostile());
    } else {
      request.put(dice.pick(FIELDS), hostile());
    }
    if (dice.percent(10)) {
      request.put("callback", hostile());
    }
    return request;
  }

  private Map<String, Object> withHostileNames() {
    Map<String, Object> request = requests.make();
    for (int i = dice.between(1, 30); i > 0; i--) {
      request.put(text(), dice.percent(50) ? true : hostile());
    }
    return request;
  }

  /** Up to the limit of Step Functions, 256 KiB, in one value, in one name, or in many fields. */
  private Object huge() {
    int size = dice.pick(1_000, 30_000, 33_000, 100_000, 250_000);
    String piece = dice.pick("x", "é", "\u0001", "\\", "{% $states %}");
    String text = piece.repeat(size / (JSON.std.asString(piece).getBytes(UTF_8).length - 2));
    Map<String, Object> request = requests.make();
    switch (dice.between(0, 4)) {
      case 0 -> request.put(dice.pick(FIELDS), text);
      case 1 -> request.put(text, 1);
      case 2 -> {
        for (int i = 0; i < size / 12; i++) {
          request.put("f" + i, i % 10);
        }
      }
      case 3 -> request.put(dice.pick(FIELDS), repeated(size / 4));
      default -> {
        return text;
      }
    }
    return request;
  }

  private static List<Object> repeated(int times) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      list.add(i % 2 == 0 ? 1 : List.of());
    }
    return list;
  }

  private @Nullable Object noRequest() {
    return switch (dice.between(0, 5)) {
      case 0 -> hostile();
      case 1 -> List.of(requests.make());
      case 2 -> JSON.std.asString(requests.make());
      case 3 -> List.of(requests.make(), requests.make());
      case 4 -> Map.of("request", requests.make());
      default -> Map.of("Payload", List.of(requests.make()));
    };
  }

  private @Nullable Object hostile() {
    return switch (dice.between(0, 9)) {
      case 0 -> null;
      case 1, 2 -> JSON.std.anyFrom(dice.pick(Vocabulary.HOSTILE_NUMBERS));
      case 3 -> nested(dice.pick(2, 10, 100, 450, 520, 900));
      case 4 -> some(() -> dice.pick("x", 1, true, List.of(), Map.of()));
      case 5 -> List.of(dice.pick(List.of(Vocabulary.STORE_ID, "payments", 5, true, Map.of())));
      default -> text();
    };
  }

  private List<Object> some(Supplier<Object> one) {
    return dice.some(5, one);
  }

  private Object nested(int depth) {
    Object nested = dice.pick("x", 1);
    boolean lists = dice.percent(50);
    for (int i = 0; i < depth; i++) {
      nested = lists ? List.of(nested) : Map.of("a", nested);
    }
    return nested;
  }

  private String text() {
    String text = dice.pick(Vocabulary.HOSTILE_TEXTS);
    return dice.percent(20) ? text.repeat(dice.between(1, 40)) : text;
  }
}
