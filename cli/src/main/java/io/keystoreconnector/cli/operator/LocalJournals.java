package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.statemachine.time.RealTime;
import java.nio.file.Files;
import java.util.Optional;

/** The journals of this machine: one file for each account and Region. */
public record LocalJournals(StateFolder folder) {

  /** The sentence for an endpoint at which nothing is kept. */
  static final String NONE =
      "At a custom endpoint no journal is kept in a file, unless AWS_ACCOUNT_ID says for which"
          + " account.";

  /**
   * The journal for what a session reaches; empty if it reaches no account with a number.
   *
   * @throws io.keystoreconnector.cli.aws.AwsProblem if AWS does not say who is calling
   */
  Optional<LocalJournal> of(Session session) {
    return session
        .account()
        .map(
            account -> new LocalJournal(folder.journal(account, session.region()), new RealTime()));
  }

  /** The same if a journal exists; without one, there is no need to ask AWS who is calling. */
  Optional<LocalJournal> ifAny(Session session) {
    return Files.isDirectory(folder.path()) ? of(session) : Optional.empty();
  }
}
