package io.keystoreconnector.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the chart shows in its rows. */
record Lanes(RunData data, List<Step> steps, RunReport lastReport) {

  private static final Set<String> TROUBLE =
      Set.of("CONNECT_FAILED", "LOG_IN_FAILED", "KMSUSER_LOCKED");

  /**
   * A moment and the text about it.
   *
   * @param inShort a name for it, of a word or a few
   */
  private record Mark(long atMillis, String text, String inShort) {

    Map<String, Object> toJson() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("atMillis", atMillis);
      json.put("text", text);
      json.put("short", inShort);
      return json;
    }
  }

  Map<String, Object> toJson() {
    ConnectionLane connection = new ConnectionLane(data, steps);
    Map<String, Object> lanes = new LinkedHashMap<>();
    lanes.put(
        "connectionState",
        connection.segments().stream().map(ConnectionLane.Segment::toJson).toList());
    lanes.put("activeHsms", new HsmLane(data, steps).toJson());
    lanes.put("attempts", new Attempts(connection, steps, lastReport).toJson());
    lanes.put("actions", actions());
    lanes.put("faults", json(faults()));
    lanes.put("people", json(happened(event -> event.event().startsWith("PERSON"))));
    lanes.put(
        "world",
        json(
            happened(
                event -> !event.event().startsWith("PERSON") && !TROUBLE.contains(event.event()))));
    return lanes;
  }

  private static List<Map<String, Object>> json(Stream<Mark> marks) {
    return marks.sorted(Comparator.comparingLong(Mark::atMillis)).map(Mark::toJson).toList();
  }

  private List<Map<String, Object>> actions() {
    String why = "";
    List<Map<String, Object>> actions = new ArrayList<>();
    for (Step step : steps) {
      if (step.isLook()) {
        why = step.look().why();
      } else if (step.isAct()) {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("atMillis", step.atMillis());
        action.put("action", step.state());
        action.put("why", why);
        action.put("answer", step.answer());
        action.put("text", step.words());
        actions.add(action);
      }
    }
    return actions;
  }

  /** If the calls are known, a refusal appears once: as the call that was refused. */
  private Stream<Mark> faults() {
    Stream<Mark> failed =
        steps.stream()
            .filter(step -> !step.succeeded())
            .map(step -> new Mark(step.atMillis(), step.words(), step.wordsInShort()));
    return data.world()
        ? Stream.of(failed, refusedCalls(), happened(e -> TROUBLE.contains(e.event())))
            .flatMap(marks -> marks)
        : Stream.of(failed, refusedActs(), failuresSeen()).flatMap(marks -> marks);
  }

  private Stream<Mark> refusedCalls() {
    return data.calls().stream()
        .filter(call -> call.what().error() != null)
        .map(
            call ->
                new Mark(
                    call.atMillis(),
                    ServiceWords.of(call.what()).orElse(""),
                    ServiceWords.errorInShort(call.what())));
  }

  private Stream<Mark> refusedActs() {
    return steps.stream()
        .filter(Step::isAnswered)
        .filter(step -> !Set.of("ACCEPTED", "SKIPPED").contains(step.answer()))
        .map(
            step ->
                new Mark(step.atMillis(), step.state() + ": " + step.words(), step.wordsInShort()));
  }

  private Stream<Mark> failuresSeen() {
    return new ConnectionLane(data, steps)
        .segments().stream()
            .filter(segment -> segment.state().equals("FAILED"))
            .map(
                segment ->
                    new Mark(
                        segment.from(),
                        "Seen FAILED with " + segment.code() + ".",
                        segment.code()));
  }

  private Stream<Mark> happened(Predicate<WorldEvent> which) {
    return data.happened().stream()
        .filter(timed -> which.test(timed.what()))
        .flatMap(
            timed ->
                WorldWords.of(timed.what()).stream()
                    .map(
                        text ->
                            new Mark(timed.atMillis(), text, WorldWords.inShort(timed.what()))));
  }
}
