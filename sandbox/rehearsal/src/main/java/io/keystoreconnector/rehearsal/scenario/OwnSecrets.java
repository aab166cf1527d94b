package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.local.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which secrets belong to the key stores of a world. A deployment names them one by one; the usual
 * rule of scenarios allows everything below the name of a key store.
 */
record OwnSecrets(Map<String, Object> world) {

  private static final String READABLE = "[A-Za-z0-9/_+.@-]+";

  /** The usual rule, after one for each secret that is there: it allows no more than that. */
  String rules() {
    return Stream.concat(
            names("secrets").flatMap(secret -> below(secret).stream()).distinct(),
            Stream.of(Deployment.SECRETS_BY_NAME))
        .collect(Collectors.joining(","));
  }

  private Optional<String> below(String secret) {
    return names("keyStores")
        .filter(store -> secret.startsWith(store + "/"))
        .map(store -> secret.substring(store.length()))
        .filter(rest -> rest.matches(READABLE))
        .map("*={name}%s"::formatted)
        .findFirst();
  }

  private Stream<String> names(String kind) {
    return world.get(kind) instanceof List<?> list
        ? list.stream()
            .filter(Map.class::isInstance)
            .map(item -> ((Map<?, ?>) item).get("name"))
            .filter(String.class::isInstance)
            .map(String::valueOf)
        : Stream.empty();
  }
}
