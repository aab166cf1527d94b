package io.keystoreconnector.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in the jars beside classes. build/reproducible.sh compares their bytes. */
class FunctionJarsTest {

  private static final Pattern LIBRARY =
      Pattern.compile("META-INF/maven/[^/]+/([^/]+)/pom.properties");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private static ZipFile jar(String name) throws IOException {
    return new ZipFile(
        Path.of("..", name, "target", "keystore-connector-" + name + ".jar").toFile());
  }

  /** Scanners for vulnerabilities recognize a library by its pom.properties. */
  @ParameterizedTest
  @CsvSource({
    "handlers, software.amazon.awssdk/kms",
    "handlers, software.amazon.awssdk/cloudhsmv2",
    "handlers, software.amazon.awssdk/secretsmanager",
    "handlers, software.amazon.awssdk/url-connection-client",
    "handlers, org.json/json",
    "handlers, io.keystoreconnector/keystore-connector-core",
    "lifecycle, software.amazon.awssdk/sfn",
    "lifecycle, software.amazon.awssdk/sns",
    "lifecycle, org.json/json",
    "lifecycle, io.keystoreconnector/keystore-connector-lifecycle",
    "watch, software.amazon.awssdk/dynamodb",
    "watch, software.amazon.awssdk/eventbridge",
    "watch, org.json/json",
    "watch, io.keystoreconnector/keystore-connector-watch",
  })
  void eachLibraryIsNamedWithItsVersion(String name, String library) throws IOException {
    try (ZipFile jar = jar(name)) {
      assertThat(text(jar, "META-INF/maven/" + library + "/pom.properties"))
          .contains("artifactId=" + library.substring(library.indexOf('/') + 1))
          .contains("version=");
    }
  }

  @Test
  void securityNamesEveryLibraryInTheJars() throws IOException {
    Set<String> inJars = new TreeSet<>();
    for (String name : List.of("handlers", "lifecycle", "watch")) {
      try (ZipFile jar = jar(name)) {
        jar.stream()
            .flatMap(entry -> LIBRARY.matcher(entry.getName()).results())
            .map(library -> library.group(1))
            .filter(library -> !library.startsWith("keystore-connector-"))
            .forEach(inJars::add);
      }
    }
    String page = Files.readString(Path.of("../../docs/security.md"));
    String table = page.substring(page.indexOf("\n| library | license |"));
    assertThat(table.substring(0, table.indexOf("\n\n")).lines().map(FunctionJarsTest::firstCell))
        .flatMap(cell -> NAME.matcher(cell).results().map(name -> name.group(1)).toList())
        .containsExactlyInAnyOrderElementsOf(inJars);
  }

  private static String firstCell(String row) {
    return row.substring(0, row.indexOf(" |", 2) + 1);
  }

  @Test
  void theNoticeHasTheCharactersThatItsAuthorsWrote() throws IOException {
    try (ZipFile jar = jar("lifecycle")) {
      assertThat(text(jar, "META-INF/NOTICE")).contains("Copyright ©");
    }
  }

  private static String text(ZipFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertThat(entry).as(name).isNotNull();
    return UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(jar.getInputStream(entry).readAllBytes()))
        .toString();
  }
}
