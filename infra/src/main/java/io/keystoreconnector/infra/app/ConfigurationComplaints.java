package io.keystoreconnector.infra.app;

import io.keystoreconnector.json.Complaints;
import io.keystoreconnector.json.JsonObjectReader;
import java.util.Set;

/** Throws the first complaint about the configuration file as {@link InvalidConfiguration}. */
final class ConfigurationComplaints implements Complaints {

  @Override
  public void add(String path, String rule) {
    throw new InvalidConfiguration(
        "%s %s.".formatted(path.isEmpty() ? "The configuration" : path, rule));
  }

  @Override
  public String wrongKind(String kind) {
    return "must be " + (kind.equals(JsonObjectReader.OBJECT) ? "a JSON object" : kind);
  }

  @Override
  public String unknown(Set<String> known) {
    return "is not a field of the configuration; allowed there are " + String.join(", ", known);
  }
}
