package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.statemachine.ExecutionResult;
import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.List;
import java.util.Optional;

/** An execution whose progress is shown from its beginning to its end. */
interface Followed {

  /**
   * Follows it; empty if the connection to it was lost, which is then printed.
   *
   * @throws AwsProblem if it cannot be followed at all
   */
  Optional<ExecutionResult> toTheEnd();

  /** The events that were seen. */
  List<HistoryEvent> events();
}
