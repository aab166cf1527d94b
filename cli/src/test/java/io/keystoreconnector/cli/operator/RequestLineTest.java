package io.keystoreconnector.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.cli.story.RequestLine;
import io.keystoreconnector.core.RequestParser;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.rehearsal.scenario.Scenario;
import io.keystoreconnector.rehearsal.scenario.Scenarios;
import io.keystoreconnector.runs.ShellWords;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.jr.ob.JSON;

/** A printed command makes the request that it is about. */
class RequestLineTest {

  @Command
  private static final class Start {
    @Mixin private final RequestOptions options = new RequestOptions();

    @Option(names = "--follow")
    private boolean follow;
  }

  @Test
  void everyValidRequestOfTheScenariosIsMadeAgainByTheOptionsOfItsLine() {
    List<Object> valid =
        new Scenarios(Installation.ofThisProcess().scenarios())
            .all().stream()
                .map(Scenario::request)
                .filter(Objects::nonNull)
                .filter(request -> parsed(request) instanceof RequestParser.Parsed.Valid)
                // A command would take such a name for an id.
                .filter(request -> !String.valueOf(request).contains("customKeyStoreName=cks-"))
                .toList();
    assertThat(valid)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            request -> {
              String line = RequestLine.of(request);
              assertThat(line).doesNotContain("--request");
              assertThat(parsed(read(line))).isEqualTo(parsed(request));
            });
  }

  @Test
  void aRequestThatOptionsCannotMakeKeepsItsJson() {
    Map<String, Object> request = Map.of("customKeyStoreName", "-odd one", "maxAttempts", "many");
    String line = RequestLine.of(request);
    assertThat(line).startsWith("./connector start --request '").endsWith("' --follow");
    assertThat(ShellWords.of(line)).contains(JSON.std.asString(request));
  }

  private static RequestParser.Parsed parsed(Object json) {
    return RequestParser.parse(json);
  }

  private static Object read(String line) {
    Start start = new Start();
    List<String> words = ShellWords.of(line);
    new CommandLine(start).parseArgs(words.subList(2, words.size()).toArray(String[]::new));
    assertThat(start.follow).isTrue();
    return start.options.request().json();
  }
}
