package io.keystoreconnector.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state machine's loop around the playbook: look, decide, act, wait, look again. Time is what a
 * world says that looks and acts take, and what the playbook asks to wait.
 */
final class Loop {

  /** What the loop runs against. */
  interface World {

    /** What a look that begins now sees; null if the look fails, as a throttled one does. */
    @Nullable Observation look(Request request, Progress progress, Instant now);

    /** What AWS answers to an act that ends now; null if no answer is recorded. */
    @Nullable Answer act(Action.Act act, Instant now);

    long lookMillis();

    long actMillis();
  }

  /** One turn of the loop. */
  record Turn(
      Instant at,
      Observation seen,
      Progress remembered,
      Decision decision,
      @Nullable Answer answer) {

    Turn answered(@Nullable Answer given) {
      return new Turn(at, seen, remembered, decision, given);
    }

    ConnectionState state() {
      KeyStore store = seen.keyStore();
      return store == null ? ConnectionState.UNKNOWN : store.state();
    }

    boolean did(Class<? extends Action.Act> kind) {
      return kind.isInstance(decision.action());
    }

    /** Whether the act took effect, or may have. */
    boolean mayHaveHappened() {
      return answer == null
          || answer.outcome() == Answer.Outcome.ACCEPTED
          || answer.outcome() == Answer.Outcome.UNKNOWN;
    }

    /** Whether the act is one of those that are limited in number. */
    boolean counts() {
      return mayHaveHappened()
          || (answer != null
              && answer.outcome() == Answer.Outcome.REFUSED
              && !answer.error().equals(Answer.INVALID_STATE));
    }
  }

  private final Playbook playbook;
  private final Request request;
  private final World world;
  private final Instant startedAt;
  private final List<Turn> turns = new ArrayList<>();

  private Progress progress = Progress.NONE;
  private @Nullable Answer answer;
  private Action.@Nullable Act due;
  private Instant clock;
  private boolean ended;

  Loop(Playbook playbook, Request request, World world, Instant startedAt) {
    this.playbook = playbook;
    this.request = request;
    this.world = world;
    this.startedAt = startedAt;
    this.clock = startedAt;
  }

  /** Everything that a run of this request did in that world. */
  static Loop run(Request request, World world) {
    return run(request, world, Given.START);
  }

  static Loop run(Request request, World world, Instant startedAt) {
    Loop loop = new Loop(new Playbook(AllowList.EVERY, AllowList.EVERY), request, world, startedAt);
    while (!loop.ended()) {
      loop.step();
    }
    return loop;
  }

  /** A look and what it decides, or the act that was decided: each takes its time. */
  void step() {
    if (due != null) {
      answer = world.act(due, clock);
      turns.add(turns.removeLast().answered(answer));
      due = null;
      lookAgainIfThereIsTime();
    } else {
      look();
    }
  }

  private void look() {
    Instant now = clock;
    clock = now.plusMillis(world.lookMillis());
    Progress settled = progress.settle(answer);
    Observation seen = world.look(request, settled, now);
    if (seen == null) {
      lookAgainIfThereIsTime();
      return;
    }
    Decision decision = playbook.decide(request, settled, seen, now, startedAt);
    turns.add(new Turn(now, seen, settled, decision, null));
    progress = decision.progress();
    answer = null;
    switch (decision.action()) {
      case Action.End end -> ended = true;
      case Action.Wait wait -> clock = clock.plusSeconds(decision.waitSeconds());
      case Action.Act act -> {
        clock = clock.plusMillis(world.actMillis());
        due = act;
      }
    }
  }

  private void lookAgainIfThereIsTime() {
    int wait = turns.isEmpty() ? 5 : last().decision().waitSeconds();
    Instant lastLook = turns.isEmpty() ? startedAt.plusSeconds(1184) : last().decision().lastLook();
    Instant next = clock.plusSeconds(wait);
    if (next.isBefore(lastLook)) {
      clock = next;
    } else {
      ended = true;
    }
  }

  boolean ended() {
    return ended;
  }

  /** When the next step comes, or when the run ended. */
  Instant clock() {
    return clock;
  }

  Instant startedAt() {
    return startedAt;
  }

  Request request() {
    return request;
  }

  List<Turn> turns() {
    return List.copyOf(turns);
  }

  List<Turn> turnsThat(Class<? extends Action.Act> kind) {
    return turns.stream().filter(turn -> turn.did(kind)).toList();
  }

  Turn last() {
    return turns.getLast();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(request.toString()).append('\n');
    for (Turn turn : turns) {
      text.append(
          "%6.1f s  %s  %s  %s%n          -> %s (%s)%n"
              .formatted(
                  Duration.between(startedAt, turn.at()).toMillis() / 1000.0,
                  turn.seen().keyStore(),
                  turn.seen().cluster(),
                  turn.seen().secret(),
                  turn.decision().action(),
                  turn.answer()));
    }
    return text.toString();
  }
}
