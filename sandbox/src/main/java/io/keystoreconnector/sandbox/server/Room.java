package io.keystoreconnector.sandbox.server;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rehearsal room: scenarios, runs and what is to be seen of them. Whatever refuses throws a
 * {@link ControlProblem} or a {@link io.keystoreconnector.sandbox.world.WorldFormatException}.
 */
public interface Room {

  /** The page that shows it, one file of HTML. */
  String page();

  /** Every scenario there is: name, title, story, request. */
  List<Map<String, @Nullable Object>> scenarios();

  /** Begins anew with a scenario, by its {@code name} or with all that would stand in its file. */
  void play(Map<String, Object> scenario);

  /** How fast the clock runs. */
  Map<String, Object> speed();

  /** Has the clock run faster or slower. */
  void goOnAt(Map<String, Object> speed);

  /** The runs of the account, oldest first. */
  List<Map<String, @Nullable Object>> runs();

  /** Starts a run and tells it as {@link #runs} does. */
  Map<String, @Nullable Object> start(Map<String, Object> what);

  /** Has a run end, and tells it as {@link #runs} does. */
  Map<String, @Nullable Object> stop(String run);

  /** What is on the stage now: the scenario, the clock, the world without its secrets, the runs. */
  Map<String, @Nullable Object> scene();

  /** What has happened in a run so far, as the pages of reports take it. */
  Map<String, Object> recording(String run);

  /** The report of a run, one page that needs nothing else. */
  String report(String run);

  /** A scenario that plays a run again; with the sandbox's own secrets in clear. */
  Map<String, @Nullable Object> scenarioFile(String run);
}
