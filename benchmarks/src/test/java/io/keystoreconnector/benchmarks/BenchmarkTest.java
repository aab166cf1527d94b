package io.keystoreconnector.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.jr.ob.JSON;

/** The command line, over a function that starts at once. */
class BenchmarkTest {
  @TempDir private Path folder = Path.of("");

  private final List<Map<String, Object>> subjects = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void jar() throws IOException {
    String name = EchoFunction.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(folder.resolve("echo.jar")));
        InputStream content =
            Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(name))) {
      jar.putNextEntry(new JarEntry(name));
      content.transferTo(jar);
    }
  }

  @Test
  void doesNotReportWhenAFunctionFails() throws IOException {
    subject("naive", "", "CONNECTED");
    Files.writeString(samples(), "those of an earlier run");

    assertThat(benchmark()).isEqualTo(1);

    assertThat(err.toString()).contains("naive failed", "There is no HTTP client.");
    assertThat(out.toString()).isEmpty();
    assertThat(samples()).doesNotExist();
  }

  @Test
  void doesNotReportWhenAFunctionAnswersSomethingElse() throws IOException {
    subject("handlers", "{\"outcome\":\"FAILED\"}", "\"outcome\":\"CONNECTED\"");

    assertThat(benchmark()).isEqualTo(1);

    assertThat(err.toString()).contains("handlers failed", "Its answer lacks", "FAILED");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void measuresOtherBuildsOfTheHandlersBesideThisOne() throws IOException {
    subject("handlers", "{\"outcome\":\"CONNECTED\"}", "CONNECTED");
    Path before = Files.copy(folder.resolve("echo.jar"), folder.resolve("before.jar"));

    assertThat(benchmark("--jar", "before=" + before)).as(err.toString()).isZero();

    assertThat(out.toString().lines().map(line -> line.split(" ", 2)[0]))
        .containsSubsequence("function", "handlers", "before");
    assertThat(samples()).content().contains("\"handlers\"", "\"before\"");
  }

  @Test
  void givesAnotherBuildAnEventOfItsOwn() throws IOException {
    subject("handlers", "{\"outcome\":\"CONNECTED\"}", "CONNECTED");
    Path event = Files.writeString(folder.resolve("before.json"), "{\"format\":0}");
    Path before = folder.resolve("echo.jar");

    assertThat(benchmark("--jar", "before=" + before, "--event", "before=" + event)).isEqualTo(1);

    assertThat(err.toString())
        .contains("before failed", "Its answer lacks CONNECTED: {\"format\":0}");
  }

  @Test
  void refusesWhatItCannotMeasure() throws IOException {
    subject("handlers", "{}", "{}");
    String jar = folder.resolve("echo.jar").toString();

    assertThat(benchmark("--only", "handler")).isEqualTo(2);
    assertThat(benchmark("--jar", "before=" + folder.resolve("absent.jar"))).isEqualTo(2);
    assertThat(benchmark("--jar", "handlers=" + jar)).isEqualTo(2);
    assertThat(benchmark("--jar", "../before=" + jar)).isEqualTo(2);
    assertThat(benchmark("--jar", "before=" + jar, "--event", "after=" + jar)).isEqualTo(2);

    subjects.clear();
    subject("naive", "{}", "{}");
    assertThat(benchmark("--jar", "before=" + jar)).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "--jar needs a subject named handlers",
            "--only: unknown subjects: [handler]",
            "absent.jar does not exist: build before, or choose others",
            "--jar: the name is already that of a subject: handlers",
            "--jar: the name must be letters and digits: ../before",
            "--event must have the name of a --jar");
  }

  private void subject(String name, String event, String answer) throws IOException {
    Files.writeString(folder.resolve(name + ".json"), event);
    subjects.add(
        Map.of(
            "name",
            name,
            "jar",
            "echo.jar",
            "handler",
            EchoFunction.class.getName(),
            "event",
            name + ".json",
            "answer",
            answer));
  }

  private int benchmark(String... arguments) throws IOException {
    Path file = folder.resolve("subjects.json");
    Files.writeString(file, JSON.std.asString(subjects));
    List<String> all =
        new ArrayList<>(
            List.of(
                "--subjects",
                file.toString(),
                "--json",
                samples().toString(),
                "--rounds",
                "1",
                "--cpu",
                "full"));
    all.addAll(List.of(arguments));
    return new CommandLine(new Benchmark())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private Path samples() {
    return folder.resolve("samples.json");
  }
}
