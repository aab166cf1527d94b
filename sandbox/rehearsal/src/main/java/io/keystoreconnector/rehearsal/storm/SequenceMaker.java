package io.keystoreconnector.rehearsal.storm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the runs of a sequence: one to six, one after another or overlapping, with the same
 * request, as with a schedule, or with changing ones, some of them stopped at any step.
 */
final class SequenceMaker {

  private static final int MOST_RUNS = 6;
  private static final int LIKELY_SECONDS = 300;
  private static final int DAY = 86_400;

  private final Dice dice;
  private final RequestMaker requests;
  private final Theme theme;

  /** About how many seconds of the world's time it will take. */
  private int span;

  SequenceMaker(Dice dice, RequestMaker requests, Theme theme) {
    this.dice = dice;
    this.requests = requests;
    this.theme = theme;
  }

  int span() {
    return span;
  }

  List<Map<String, Object>> make() {
    Map<String, Object> usual = request();
    boolean scheduled = dice.percent(60);
    List<Map<String, Object>> runs = new ArrayList<>();
    for (int i = dice.pick(dice.between(1, MOST_RUNS), dice.between(3, MOST_RUNS)); i > 0; i--) {
      runs.add(run(runs.isEmpty(), scheduled ? usual : request()));
    }
    return runs;
  }

  private Map<String, Object> request() {
    return theme.request(dice, requests.make());
  }

  private Map<String, Object> run(boolean first, Map<String, Object> usual) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("request", dice.percent(4) ? told(usual) : usual);
    if (!first && dice.percent(25)) {
      int beside = dice.percent(40) ? 0 : dice.between(0, 300);
      run.put("beside", beside);
      span += beside;
    } else if (!first) {
      int after = pause();
      run.put("after", after);
      span += after + LIKELY_SECONDS;
    } else {
      span += LIKELY_SECONDS;
    }
    if (dice.percent(8)) {
      run.put("stopsAfter", dice.between(0, 400));
    } else if (dice.percent(12)) {
      run.put("stopsAtState", dice.pick(dice.between(1, 12), dice.between(1, 60)));
    }
    return run;
  }

  /** Seconds to a day. */
  private int pause() {
    return dice.pick(
        dice.between(0, 10), dice.between(10, 120), dice.between(120, 3600), 3600, DAY);
  }

  private static Map<String, Object> told(Map<String, Object> request) {
    Map<String, Object> told = new LinkedHashMap<>(request);
    told.put("passwordTold", true);
    return told;
  }
}
