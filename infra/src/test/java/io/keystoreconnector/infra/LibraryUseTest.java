package io.keystoreconnector.infra;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.json.JsonObjectReader;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.constructs.Construct;

/**
 * The example in docs/deploy.md as written there, compiled with the oldest JDK that is found here
 * and that the construct supports: many CDK apps run on an older one than this build. The class
 * path has what a build tool takes from the construct's POM, and the CDK that the app brings.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryUseTest {

  private static final Pattern CLASS = Pattern.compile("public class (\\w+)");
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
  private static final int OLDEST = 17;
  private static final int CLASS_VERSION_OF_JAVA_1 = 44;
  private static final String CLASSES = Path.of("target", "classes").toAbsolutePath().toString();

  private Path folder;
  private Path jdk;
  private String example;

  @BeforeAll
  void compile(@TempDir Path given) throws Exception {
    folder = given;
    jdk = oldestJdk();
    String source = Document.of("deploy.md").under("### As a library").code("java");
    Matcher name = CLASS.matcher(source);
    assertThat(name.find()).isTrue();
    example = name.group(1);
    Path file = Files.writeString(folder.resolve(example + ".java"), source);
    Path main = Files.writeString(folder.resolve("Main.java"), app(example));
    run("javac", "-proc:none", "-cp", classPath(), "-d", folder, file, main);
  }

  private static String app(String stack) {
    return """
    import software.amazon.awscdk.App;
    import software.amazon.awscdk.AppProps;

    public class Main {
      public static void main(String[] args) {
        App app = new App(AppProps.builder().outdir(args[0]).build());
        new %s(app, "KeyStores");
        app.synth();
      }
    }
    """
        .formatted(stack);
  }

  /** Any JDK beside this one, and this one. */
  private static Path oldestJdk() throws IOException {
    Path own = Path.of(System.getProperty("java.home"));
    try (Stream<Path> beside = Files.list(own.toRealPath().getParent())) {
      return Stream.concat(Stream.of(own), beside)
          .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
          .filter(home -> version(home) >= OLDEST)
          .min(Comparator.comparingInt(LibraryUseTest::version))
          .orElseThrow();
    }
  }

  private static int version(Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private String classPath() throws IOException {
    return String.join(
        File.pathSeparator, folder.toString(), CLASSES, path("library"), path("cdk"));
  }

  private static String path(String name) throws IOException {
    return Files.readString(Path.of("target", name + ".classpath")).strip();
  }

  private void run(String tool, Object... args) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(
                Stream.of(jdk.resolve("bin").resolve(tool).toString()),
                Arrays.stream(args).map(Object::toString))
            .toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  @Test
  void theExampleInTheDocumentSynthesizes() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Stack stack =
          (Stack)
              loader
                  .loadClass(example)
                  .getConstructor(Construct.class, String.class)
                  .newInstance(Synthesized.app(), "KeyStores");
      Template template = Template.fromStack(stack);
      template.resourceCountIs("AWS::StepFunctions::StateMachine", 2);
      template.hasResourceProperties(
          "Custom::KeyStoreConnection", Map.of("CustomKeyStoreId", "cks-1234567890abcdef0"));
    }
  }

  @Test
  void theAppChoosesItsVersionOfCdk() throws Exception {
    assertThat(path("library").split(File.pathSeparator))
        .isNotEmpty()
        .noneMatch(entry -> entry.contains("software/amazon/") || entry.contains("constructs"));
    assertThat(path("cdk")).contains("aws-cdk-lib");
  }

  @ParameterizedTest
  @ValueSource(classes = {KeyStoreConnector.class, RequestParser.class, JsonObjectReader.class})
  void everyPartOfTheLibraryIsForTheOldestJdk(Class<?> part) throws Exception {
    try (InputStream file = part.getResourceAsStream(part.getSimpleName() + ".class");
        DataInputStream data = new DataInputStream(Objects.requireNonNull(file))) {
      assertThat(data.readInt()).isEqualTo(0xCAFEBABE);
      int unusedMinor = data.readUnsignedShort();
      assertThat(data.readUnsignedShort()).isEqualTo(CLASS_VERSION_OF_JAVA_1 + OLDEST);
    }
  }

  @Test
  void anAppOnTheOldestJdkSynthesizesIt() throws Exception {
    Path assembly = folder.resolve("assembly");
    run("java", "-cp", classPath(), "Main", assembly);
    assertThat(assembly.resolve("KeyStores.template.json"))
        .content()
        .contains("KeyStoreConnection");
  }
}
