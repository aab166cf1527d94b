package io.keystoreconnector.cli;

import io.keystoreconnector.cli.Shell.Result;
import io.keystoreconnector.local.Installation;
import io.keystoreconnector.room.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** What the tests of {@code deploy} and {@code publish} share. */
final class Deploying {

  private Deploying() {}

  /** Puts a release where the build would put it; its templates have ' in place of ". */
  static void release(Path root, String digits, Map<String, String> templates) throws IOException {
    Path folder = Files.createDirectories(Installation.ofSourceTree(root).template());
    for (String jar : List.of("steps.jar", "lifecycle.jar", "watch.jar")) {
      Files.writeString(folder.resolve(jar), jar + " of " + digits);
    }
    Files.writeString(folder.resolve("release.txt"), digits + "\n");
    for (Map.Entry<String, String> template : templates.entrySet()) {
      Files.writeString(folder.resolve(template.getKey()), template.getValue().replace('\'', '"'));
    }
  }

  /** Runs a command against an emulated account. */
  static Result call(Shell shell, Account account, String command, Stream<String> options) {
    return shell.connector(
        Stream.of(
                Stream.of(command),
                options,
                Stream.of("--endpoint-url", account.endpoint().toString()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  /** The values that a stack was deployed with. */
  static Map<String, String> parameters(CloudFormationClient cloudFormation, String stack) {
    return cloudFormation
        .describeStacks(r -> r.stackName(stack))
        .stacks()
        .getFirst()
        .parameters()
        .stream()
        .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue));
  }
}
