package io.keystoreconnector.rehearsal.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** The rules for a request in README.md, implemented independently of the product's code. */
final class RequestRules {

  /** A fragment of the sentence about an input that is not a request at all. */
  private static final String NO_REQUEST = "JSON object";

  private static final int LONGEST = 32_768;

  /** Beyond this depth the functions' reader may give up before anything is judged. */
  private static final int DEEPEST = 400;

  private static final Set<String> CLOUD_HSM =
      Set.of("cloudHsmClusterId", "keyStorePasswordSecretId");

  private static final Set<String> NOW =
      Set.of("xksProxyUriPath", "xksProxyAuthenticationCredentialSecretId");

  private static final String SECRET = "[\\w/+=.@:-]{1,2048}";

  private static final Map<String, Pattern> UPDATES =
      Map.of(
          "cloudHsmClusterId", Pattern.compile("cluster-[2-7a-zA-Z]{11,16}"),
          "keyStorePasswordSecretId", Pattern.compile(SECRET),
          "xksProxyUriEndpoint", Pattern.compile("https://[a-zA-Z0-9.-]{2,120}"),
          "xksProxyUriPath", Pattern.compile("(?!.{129})(/[\\w/-]+)?/kms/xks/v[0-9]{1,2}"),
          "xksProxyVpcEndpointServiceName",
              Pattern.compile(
                  "(?!.{65})(com|eu)\\.amazonaws\\.vpce\\.([a-z]+-){2,3}[0-9]+\\.vpce-svc-[0-9a-z]+"),
          "xksProxyVpcEndpointServiceOwner", Pattern.compile("[0-9]{12}"),
          "xksProxyAuthenticationCredentialSecretId", Pattern.compile(SECRET),
          "xksProxyConnectivity", Pattern.compile("PUBLIC_ENDPOINT|VPC_ENDPOINT_SERVICE"));

  private final List<String> broken = new ArrayList<>();

  private RequestRules() {}

  /**
   * For each violation, a fragment of the sentence that must name it; empty if it is a valid
   * request.
   */
  static List<String> brokenBy(@Nullable Object input) {
    RequestRules rules = new RequestRules();
    Object request = withoutCallback(input);
    boolean deep = isDeeper(DEEPEST, request);
    if (deep || !(input instanceof Map) || isTooLong(input)) {
      rules.broken.add(NO_REQUEST);
    }
    if (deep || rules.broken.isEmpty()) {
      rules.fields(Json.object(request));
    }
    return rules.broken;
  }

  /** The callback is not for the functions, and none sees it. */
  private static @Nullable Object withoutCallback(@Nullable Object input) {
    if (!(input instanceof Map<?, ?> map)) {
      return input;
    }
    Map<Object, Object> request = new LinkedHashMap<>(map);
    request.remove("callback");
    return request;
  }

  /** An input that is too deep to be written is not also long. */
  private static boolean isTooLong(Object input) {
    return !isDeeper(DEEPEST, input) && JSON.std.asString(input).length() > LONGEST;
  }

  private static boolean isDeeper(int levels, @Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> levels == 0 || anyDeeper(levels - 1, map.values());
      case List<?> list -> levels == 0 || anyDeeper(levels - 1, list);
      case null, default -> false;
    };
  }

  private static boolean anyDeeper(int levels, Collection<?> trees) {
    for (Object tree : trees) {
      if (isDeeper(levels, tree)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the update names fields of the other type of key store. */
  static boolean fits(Map<?, ?> request, boolean external) {
    return !(external && Boolean.TRUE.equals(request.get("passwordTold")))
        && Json.object(request.get("update")).entrySet().stream()
            .filter(field -> field.getValue() != null && UPDATES.containsKey(field.getKey()))
            .allMatch(field -> CLOUD_HSM.contains(field.getKey()) != external);
  }

  private void fields(Map<?, ?> fields) {
    Map<String, Predicate<Object>> known = new LinkedHashMap<>();
    known.put("customKeyStoreId", value -> isName(value, 64));
    known.put("customKeyStoreName", value -> isName(value, 256));
    known.put("whenDisconnected", value -> Set.of("CONNECT", "LEAVE").contains(value));
    known.put("update", value -> value instanceof Map);
    known.put("addHsm", value -> value instanceof Boolean);
    known.put("maxAttempts", value -> isWhole(value, 1, 10));
    known.put("windowSeconds", value -> isWhole(value, 120, 1200));
    known.put("pollSeconds", value -> isWhole(value, 5, 60));
    known.put("dryRun", value -> value instanceof Boolean);
    known.put("passwordTold", value -> value instanceof Boolean);
    each(fields, known, " is not a field of the request");
    if (Stream.of("customKeyStoreId", "customKeyStoreName").filter(given(fields)).count() != 1) {
      broken.add("Exactly one of");
    }
    if (fields.get("update") instanceof Map<?, ?> update) {
      update(update);
    }
  }

  private void update(Map<?, ?> update) {
    Map<String, Predicate<Object>> known = new LinkedHashMap<>();
    known.put("when", value -> Set.of("ON_FAILURE", "BEFORE_CONNECT", "NOW").contains(value));
    UPDATES.forEach(
        (field, rule) ->
            known.put(
                field, value -> value instanceof String text && rule.matcher(text).matches()));
    if ("PUBLIC_ENDPOINT".equals(update.get("xksProxyConnectivity"))) {
      known.computeIfPresent(
          "xksProxyVpcEndpointServiceName", (field, rule) -> rule.or(""::equals));
    }
    each(update, known, " is not a field of update");
    List<String> named = UPDATES.keySet().stream().filter(given(update)).toList();
    if (named.isEmpty() || named.stream().map(CLOUD_HSM::contains).distinct().count() > 1) {
      broken.add("update must");
    }
    if ("NOW".equals(update.get("when")) && !NOW.containsAll(named)) {
      broken.add("update.when must not be NOW");
    }
  }

  private void each(Map<?, ?> fields, Map<String, Predicate<Object>> known, String unknown) {
    fields.forEach(
        (name, value) -> {
          Predicate<Object> rule = known.get(String.valueOf(name));
          if (rule == null) {
            broken.add(unknown);
          } else if (value != null && !rule.test(value)) {
            broken.add(String.valueOf(name));
          }
        });
  }

  private static Predicate<String> given(Map<?, ?> fields) {
    return field -> Objects.nonNull(fields.get(field));
  }

  /** Half a surrogate pair has become a question mark when a function sees it. */
  private static boolean isName(Object value, int longest) {
    return value instanceof String text
        && !text.isBlank()
        && text.length() <= longest
        && text.codePoints().noneMatch(Character::isISOControl);
  }

  private static boolean isWhole(Object value, int least, int most) {
    return value instanceof Number number
        && number.doubleValue() % 1 == 0
        && number.doubleValue() >= least
        && number.doubleValue() <= most;
  }
}
