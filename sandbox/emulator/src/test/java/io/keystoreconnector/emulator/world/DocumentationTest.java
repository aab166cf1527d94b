package io.keystoreconnector.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.jr.ob.JSON;

class DocumentationTest {

  private static final String WORLD_FILES = read("world-files.md");

  private static String read(String page) {
    try {
      return Files.readString(Path.of("..", "..", "docs", page));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static World load(String json) {
    return World.load(JSON.std.mapFrom(json), new VirtualTime(Instant.EPOCH));
  }

  @Test
  void theExampleIsAWorld() {
    String start = "```json\n";
    int from = WORLD_FILES.indexOf(start) + start.length();
    World world = load(WORLD_FILES.substring(from, WORLD_FILES.indexOf("```", from)));
    assertThat(world.keyStores().all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"settings", "variants"})
  void everyFieldWithADefaultIsDocumented(String section) {
    Object fields = load("{}").toJson(SecretVisibility.CLEAR).get(section);
    assertThat(fields).isInstanceOf(Map.class);
    for (Object field : fields instanceof Map<?, ?> map ? map.keySet() : Set.of()) {
      assertThat(WORLD_FILES).contains("`" + field + "`");
    }
  }

  @Test
  void everyEmulatedOperationIsDocumented() {
    assertThat(read("sandbox.md")).contains(FaultJson.OPERATIONS);
  }

  @Test
  void everyFieldOfAWorldReadBackIsDocumented() {
    World world =
        load(
            """
            {"keyStores": [{"name": "a"}, {"name": "b", "xks": {}, "keyArns": ["k"],
                            "keyAliases": [{"name": "alias/b", "key": "k"}]}], "clusters": [{}],
             "secrets": [{"name": "s", "value": "x"}],
             "databases": [{"name": "d", "key": "k"}, {"name": "e", "key": "k", "cluster": "c"}]}
            """);
    Map<String, Object> json = world.toJson(SecretVisibility.CLEAR);
    String names = JSON.std.asString(json);
    Arrays.stream(names.split("\"", -1))
        .filter(token -> names.contains("\"" + token + "\":"))
        .filter(token -> token.matches("[a-zA-Z]+"))
        .forEach(field -> assertThat(WORLD_FILES).containsPattern("[`{ ]" + field + "[`,}]"));
  }
}
