package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/** Where a template does not follow a rule of cdk-nag. */
final class Suppressions {

  private Suppressions() {}

  static void assertEachHasAReason(CloudTemplate template) {
    for (Map<String, Object> resource : template.resources().values()) {
      Object rules = Json.find(resource, "Metadata", "cdk_nag", "rules_to_suppress");
      if (rules != null) {
        assertThat(Json.list(rules))
            .allSatisfy(
                rule ->
                    assertThat(String.valueOf(Json.at(rule, "reason")))
                        .hasSizeGreaterThan(30)
                        .endsWith("."));
      }
    }
  }
}
