package io.keystoreconnector.cli.operator;

import java.io.Console;
import java.util.Optional;

/** The person whom a command can ask before it does something. */
public interface Asking {

  /** Whether someone can answer. */
  boolean isPossible();

  /** Asks, and returns whether the answer is yes. */
  boolean agrees(String question);

  /** Whoever is at the terminal of this process, which is looked up only when needed. */
  static Asking ofThisProcess() {
    return new Asking() {
      @Override
      public boolean isPossible() {
        return console().isPresent();
      }

      @Override
      public boolean agrees(String question) {
        return console()
            .map(console -> console.readLine("%s [y/N] ", question))
            .filter(answer -> answer.strip().matches("(?i)y|yes"))
            .isPresent();
      }

      // None unless it is a terminal: the script says which of the consoles of Java is used.
      private static Optional<Console> console() {
        return Optional.ofNullable(System.console());
      }
    };
  }
}
