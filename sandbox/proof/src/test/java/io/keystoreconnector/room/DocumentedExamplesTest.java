package io.keystoreconnector.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.local.Endpoint;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Accounts.Answer;
import io.keystoreconnector.runs.ShellWords;
import io.keystoreconnector.runs.Skip;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.jr.ob.JSON;

/** The examples in these pages do what they say, one after another on the same sandbox. */
class DocumentedExamplesTest {

  private static final List<String> PAGES = List.of("docs/sandbox.md", "docs/control-endpoint.md");

  private static final String HERE = "http://127.0.0.1:4566";

  /** A command, and the answer below it, if any. */
  private record Example(String command, String answer) {}

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (String page : PAGES) {
      examples.addAll(
          examples(Files.readString(Installation.ofThisProcess().root().resolve(page))));
    }
    assertThat(examples).hasSizeGreaterThan(15);
    return examples;
  }

  private static List<Example> examples(String text) {
    List<Example> examples = new ArrayList<>();
    Matcher block =
        Pattern.compile("```sh\n(.*?)```\n(?:```json\n(.*?)```)?", Pattern.DOTALL).matcher(text);
    while (block.find()) {
      List<String> commands = block.group(1).lines().toList();
      commands.forEach(c -> examples.add(new Example(c, "")));
      if (block.group(2) != null) {
        examples.set(examples.size() - 1, new Example(commands.getLast(), block.group(2).strip()));
      }
    }
    assertThat(examples).isNotEmpty();
    return examples;
  }

  @Test
  void theyWorkWithTheSdk() throws Exception {
    try (Account account = Accounts.like("renewed-secret")) {
      Examples sdk = new Examples(account.endpoint());
      for (Example example : examples()) {
        awaitRuns(account);
        List<String> words = ShellWords.of(example.command);
        if (words.getFirst().equals("aws")) {
          sdk.run(words.subList(1, words.size()));
          assertAccepted(account, words.get(2));
        } else {
          assertAnswered(example, curl(account, words));
        }
      }
    }
  }

  /** A person typing a command is slower than a run in virtual time. */
  private static void awaitRuns(Account account) {
    while (account.runs().stream().anyMatch(run -> run.stopTime().isEmpty())) {
      Thread.onSpinWait();
    }
  }

  private static Answer curl(Account account, List<String> words)
      throws IOException, InterruptedException {
    int method = words.indexOf("-X");
    int body = words.indexOf("-d");
    String url = words.stream().filter(word -> word.startsWith(HERE)).findFirst().orElseThrow();
    return Accounts.send(
        method < 0 ? "GET" : words.get(method + 1),
        URI.create(url.replace(HERE, account.endpoint().toString())),
        body < 0 ? "" : words.get(body + 1));
  }

  private static void assertAnswered(Example example, Answer answer) {
    assertThat(answer.status()).as(example.command + answer.text()).isEqualTo(200);
    if (!example.answer.isEmpty()) {
      assertThat(answer.json()).as(example.command).isEqualTo(JSON.std.mapFrom(example.answer));
    }
  }

  private static void assertAccepted(Account account, String operation) {
    assertThat(account.world().journal().calls())
        .filteredOn(c -> c.operation().equalsIgnoreCase(operation.replace("-", "")))
        .extracting(CallRecord::status)
        .contains(200);
  }

  @Test
  @EnabledIfSystemProperty(named = "connector.proof", matches = "true")
  void theyWorkWithTheAwsCli() throws Exception {
    Skip.unless(readsEndpoints(), "no AWS CLI here that reads AWS_ENDPOINT_URL_KMS and its like");
    Skip.unless(works("curl --version"), "no curl here");
    try (Account account = Accounts.like("renewed-secret")) {
      for (Example example : examples()) {
        awaitRuns(account);
        String here = account.endpoint().toString();
        String printed = printed(example.command.replace(HERE, here), here);
        if (!example.answer.isEmpty()) {
          assertThat(JSON.std.mapFrom(printed)).isEqualTo(JSON.std.mapFrom(example.answer));
        }
      }
    }
  }

  /** Since 1.29 and 2.13; an older one would call AWS itself. */
  private static boolean readsEndpoints() throws InterruptedException, IOException {
    Process version = new ProcessBuilder("sh", "-c", "aws --version 2>&1").start();
    String told = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher cli = Pattern.compile("aws-cli/(\\d+)\\.(\\d+)\\.").matcher(told);
    if (version.waitFor() != 0 || !cli.find()) {
      return false;
    }
    int major = Integer.parseInt(cli.group(1));
    int minor = Integer.parseInt(cli.group(2));
    return major > 2 || minor >= (major == 2 ? 13 : 29);
  }

  private static boolean works(String command) throws InterruptedException, IOException {
    return new ProcessBuilder("sh", "-c", command + " >/dev/null 2>&1").start().waitFor() == 0;
  }

  private static String printed(String command, String endpoint)
      throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command.replace("curl ", "curl -s "));
    Endpoint.VARIABLES.forEach(variable -> shell.environment().put(variable, endpoint));
    shell.environment().put("AWS_DEFAULT_REGION", "eu-central-1");
    shell.environment().put("AWS_REGION", "eu-central-1");
    shell.environment().put("AWS_ACCESS_KEY_ID", "sandbox");
    shell.environment().put("AWS_SECRET_ACCESS_KEY", "sandbox");
    shell.environment().put("AWS_CONFIG_FILE", "/dev/null");
    Process process = shell.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(command + "\n" + printed).isZero();
    return printed;
  }
}
