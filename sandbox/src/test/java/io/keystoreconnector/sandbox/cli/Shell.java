package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.scenario.Tree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/** Runs commands in this process. */
record Shell(Tree tree) {

  /** What came of a command. */
  record Result(int code, String out, String err) {}

  /** Over the source tree itself. */
  static Shell ofThisTree() {
    return new Shell(Tree.ofThisProcess());
  }

  /** Over a tree that has the same workflow and functions, and no scenarios but these. */
  static Shell withOwnScenarios(Path folder) {
    return new Shell(new Tree(Tree.ofThisProcess().root(), folder));
  }

  Shell scenario(String name, String json) {
    try {
      Files.writeString(tree.scenarios().resolve(name + ".json"), json.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Result connector(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Connector.commandLine(tree, Printed.PAPER)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int code = command.execute(args);
    command.getOut().flush();
    command.getErr().flush();
    return new Result(code, out.toString(), err.toString());
  }
}
