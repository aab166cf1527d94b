package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.AwsProblem;
import io.keystoreconnector.cli.aws.ChangeSetFacts;
import io.keystoreconnector.cli.aws.ChangeSets;
import io.keystoreconnector.cli.aws.StackFacts;
import io.keystoreconnector.cli.terminal.OutputProblem;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.time.Instant;

/**
 * A change set that is deleted again unless it is executed, also if the person stops the command;
 * and with it the empty stack that CloudFormation makes for a change set that creates one.
 */
final class StackPlan implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final ChangeSets changeSets;
  private final ChangeSets.Requested requested;
  private final String name;
  private final boolean madeTheStack;
  private final Thread whenStopped = new Thread(this::discardQuietly);
  private boolean over;

  /**
   * A change set that was just requested.
   *
   * @param madeTheStack whether there was no such stack before
   */
  StackPlan(
      ChangeSets changeSets, ChangeSets.Requested requested, String name, boolean madeTheStack) {
    this.changeSets = changeSets;
    this.requested = requested;
    this.name = name;
    this.madeTheStack = madeTheStack;
    Runtime.getRuntime().addShutdownHook(whenStopped);
  }

  /** The ARN of the stack. */
  String stackId() {
    return requested.stackId();
  }

  /**
   * Waits until CloudFormation has found all changes.
   *
   * @return the changes; one that is empty if there are none
   * @throws UsageProblem if CloudFormation cannot make them
   * @throws OutputProblem if it takes too long
   */
  ChangeSetFacts await(Timeline time) {
    Instant end = time.instant().plus(LONGEST);
    ChangeSetFacts found = changeSets.read(requested.id());
    while (!found.isDone()) {
      if (time.instant().isAfter(end)) {
        throw new OutputProblem(
            "CloudFormation has not finished the change set within %d minutes; nothing was changed."
                .formatted(LONGEST.toMinutes()));
      }
      time.await(time.instant().plus(PAUSE), () -> false);
      found = changeSets.read(requested.id());
    }
    if (!found.isReady() && !found.isEmpty()) {
      throw new UsageProblem(
          "CloudFormation cannot make these changes, and nothing was changed: " + found.reason());
    }
    return found;
  }

  /** Lets CloudFormation begin, after which nothing can be taken back. */
  void execute() {
    changeSets.execute(requested.id(), name);
    finished();
  }

  private void finished() {
    over = true;
    Runtime.getRuntime().removeShutdownHook(whenStopped);
  }

  /** Deletes it, unless it was executed. */
  @Override
  public void close() {
    if (!over) {
      finished();
      discard();
    }
  }

  private void discardQuietly() {
    try {
      discard();
    } catch (AwsProblem e) {
      // The person has stopped the command; a change set that is left behind changes nothing.
    }
  }

  private void discard() {
    changeSets.discard(requested.id());
    // Someone may have given it resources in the meantime.
    boolean isEmpty =
        changeSets
            .stack()
            .filter(stack -> stack.id().equals(requested.stackId()))
            .filter(StackFacts::isEmpty)
            .isPresent();
    if (madeTheStack && isEmpty) {
      changeSets.deleteEmpty(requested.stackId());
    }
  }
}
