package io.keystoreconnector.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.aws.ResourceChangeFacts;
import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

class StackChangeTest {

  /** CDK or the construct gives a policy to what has contents; nothing else needs one. */
  @ParameterizedTest
  @ValueSource(strings = {"keystore-connector", "connector-hub"})
  void whatHasADeletionPolicyHoldsData(String template) throws IOException {
    List<String> types =
        resources(template).stream()
            .filter(resource -> resource.containsKey("DeletionPolicy"))
            .map(resource -> String.valueOf(resource.get("Type")))
            .distinct()
            .toList();
    assertThat(types).contains("AWS::DynamoDB::Table").allMatch(StackChangeTest::losesData);
  }

  private static boolean losesData(String type) {
    return new StackChange(new ResourceChangeFacts("Remove", "Id", type, "", List.of()))
        .losesData();
  }

  private static List<Map<?, ?>> resources(String template) throws IOException {
    Map<String, Object> json =
        JSON.std.mapFrom(
            Files.readString(
                Installation.ofThisProcess().template().resolve(template + ".template.json")));
    return ((Map<?, ?>) Objects.requireNonNull(json.get("Resources")))
        .values().stream().<Map<?, ?>>map(resource -> (Map<?, ?>) resource).toList();
  }
}
