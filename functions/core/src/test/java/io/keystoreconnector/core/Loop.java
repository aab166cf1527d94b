package io.keystoreconnector.core;

import io.keystoreconnector.core.Playbook.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state machine's loop around the playbook: check, decide, act, wait, check again. Time passes
 * as the world says that checks and acts take, and as the playbook asks to wait.
 */
final class Loop {

  /** The world in which the loop runs. */
  interface World {

    /** What a check that begins now sees; null if the check fails, as a throttled one does. */
    @Nullable Observation look(Request request, Settled settled, Instant now);

    /** What AWS answers to an act that ends now; null if no answer is recorded. */
    @Nullable ActResult act(Action.Act act, Instant now);

    long lookMillis();

    long actMillis();

    long journalMillis();

    /** Whether the table answers now. */
    default boolean tableAnswers() {
      return true;
    }

    /** Why the update cannot be made, as the proof before a Disconnect says it; null if it can. */
    default @Nullable String unusable(Action.Update update) {
      return null;
    }
  }

  /** The journal's table: one entry, and the version of it. */
  static final class Table {
    private Journal entry = Journal.EMPTY;
    private int version;

    Journal entry() {
      return entry;
    }
  }

  /** One turn of the loop. */
  record Turn(
      Instant at,
      Observation seen,
      Settled remembered,
      Decision decision,
      @Nullable ActResult answer) {

    Turn answered(@Nullable ActResult given) {
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
          || answer.outcome() == ActResult.Outcome.ACCEPTED
          || answer.outcome() == ActResult.Outcome.UNKNOWN;
    }

    /** Whether the result of the act is not known. */
    boolean unanswered() {
      return answer == null || answer.outcome() == ActResult.Outcome.UNKNOWN;
    }

    /** Whether the act is one of those that are limited in number. */
    boolean counts() {
      return mayHaveHappened()
          || (answer != null
              && answer.outcome() == ActResult.Outcome.REFUSED
              && !answer.error().equals(ActResult.INVALID_STATE));
    }
  }

  private final Playbook playbook;
  private final Request request;
  private final World world;
  private final Table table;
  private final Run run;
  private final List<Turn> turns = new ArrayList<>();

  private Progress progress = Progress.NONE;
  private JournalView journal = new JournalView.NotRead();
  private int version;
  private @Nullable ActResult answer;
  private Action.@Nullable Act due;
  private Instant clock;
  private boolean ended;

  Loop(Playbook playbook, Request request, World world, Table table, String id, Instant startedAt) {
    this.playbook = playbook;
    this.request = request;
    this.world = world;
    this.table = table;
    this.run = new Run(id, startedAt);
    this.clock = startedAt;
  }

  /** Everything that a run of this request did in this world. */
  static Loop run(Request request, World world) {
    return run(request, world, new Table(), Given.START);
  }

  static Loop run(Request request, World world, Table table, Instant startedAt) {
    Loop loop =
        new Loop(
            new Playbook(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING),
            request,
            world,
            table,
            "run-" + startedAt,
            startedAt);
    while (!loop.ended()) {
      loop.step();
    }
    return loop;
  }

  /** A check and its decision, or the act that was decided: each takes its time. */
  void step() {
    if (due != null) {
      act(due);
      due = null;
    } else {
      look();
    }
  }

  private void act(Action.Act act) {
    String unusable =
        act instanceof Action.Disconnect(String id, Optional<Action.Update> proof)
            ? proof.map(world::unusable).orElse(null)
            : null;
    if (unusable != null) {
      answer = new ActResult(ActResult.Outcome.SKIPPED, "SecretUnusable", unusable);
      turns.add(turns.removeLast().answered(answer));
      return;
    }
    clock = clock.plusMillis(world.journalMillis());
    if (!write()) {
      answer = new ActResult(ActResult.Outcome.SKIPPED, "", "not written down");
    } else {
      clock = clock.plusMillis(world.actMillis());
      answer = world.act(act, clock);
    }
    turns.add(turns.removeLast().answered(answer));
    if (!(act instanceof Action.Update) || journal instanceof JournalView.NotRead) {
      lookAgainIfThereIsTime();
    }
  }

  /** Writes what was decided, unless another run has written since or the table does not answer. */
  private boolean write() {
    if (!world.tableAnswers()) {
      journal = new JournalView.Unavailable("The table does not answer.");
      return false;
    }
    if (version != table.version) {
      journal = new JournalView.NotRead();
      return false;
    }
    table.version = ++version;
    table.entry = ((JournalView.Read) last().decision().journal()).journal();
    journal = new JournalView.Read(table.entry, false);
    return true;
  }

  private void look() {
    Instant now = clock;
    clock = now.plusMillis(world.lookMillis());
    Settled settled = Playbook.settle(progress, journal, answer, run);
    Observation seen = world.look(request, settled, now);
    if (seen == null) {
      lookAgainIfThereIsTime();
      return;
    }
    Decision decision = playbook.decide(request, settled, seen, now, run);
    turns.add(new Turn(now, seen, settled, decision, null));
    progress = decision.progress();
    journal = decision.journal();
    answer = null;
    switch (decision.action()) {
      case Action.Recall recall -> recall();
      case Action.End end -> end(decision);
      case Action.Wait wait -> clock = clock.plusSeconds(decision.waitSeconds());
      case Action.Act act -> due = act;
    }
  }

  private void recall() {
    clock = clock.plusMillis(world.journalMillis());
    journal =
        world.tableAnswers()
            ? new JournalView.Read(table.entry, false)
            : new JournalView.Unavailable("The table does not answer.");
    version = table.version;
  }

  private void end(Decision decision) {
    if (decision.write()) {
      clock = clock.plusMillis(world.journalMillis());
      if (!write()) {
        lookAgainIfThereIsTime();
        return;
      }
    }
    ended = true;
  }

  private void lookAgainIfThereIsTime() {
    int wait = turns.isEmpty() ? 5 : last().decision().waitSeconds();
    Instant lastLook =
        turns.isEmpty() ? run.startedAt().plusSeconds(1179) : last().decision().lastLook();
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
    return run.startedAt();
  }

  Run run() {
    return run;
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
          "%6.1f s  %s  %s  %s%n          -> %s  %s (%s)%n"
              .formatted(
                  Duration.between(run.startedAt(), turn.at()).toMillis() / 1000.0,
                  turn.seen().keyStore(),
                  turn.seen().cluster(),
                  turn.seen().secret(),
                  turn.decision().action(),
                  turn.decision().journal(),
                  turn.answer()));
    }
    return text.toString();
  }
}
