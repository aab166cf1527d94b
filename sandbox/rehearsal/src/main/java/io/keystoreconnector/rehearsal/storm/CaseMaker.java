package io.keystoreconnector.rehearsal.storm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one case from one seed: the JSON of a scenario file. Cases are independent of each other,
 * and the same seed makes the same case on every machine.
 */
final class CaseMaker {

  private static final int MOST_OTHERS = 2;

  /** Makes whether a case is a sequence independent of the rest of it. */
  private static final long APART = 0x5eeD_5eeDL;

  private static final int SEQUENCES = 50;

  /** The same for fleets. */
  private static final long APART_FOR_FLEETS = 0xF1EE_F1EEL;

  private static final int FLEETS = 8;

  private final long seed;
  private final Dice dice;
  private final boolean external;
  private final RequestMaker requests;

  private CaseMaker(long seed) {
    this.seed = seed;
    this.dice = new Dice(seed);
    this.external = dice.percent(20);
    this.requests = new RequestMaker(dice, external);
  }

  /** A fleet, a sequence, or one to three simultaneous runs. */
  static Map<String, Object> of(long seed) {
    if (new Dice(seed ^ APART_FOR_FLEETS).percent(FLEETS)) {
      return fleet(seed);
    }
    return new Dice(seed ^ APART).percent(SEQUENCES) ? sequence(seed) : new CaseMaker(seed).make();
  }

  /** A case whose runs follow each other. */
  static Map<String, Object> sequence(long seed) {
    return new CaseMaker(seed).makeSequence();
  }

  /** A case with one or two fleets. */
  static Map<String, Object> fleet(long seed) {
    CaseMaker maker = new CaseMaker(seed);
    Map<String, Object> json = maker.titled();
    new FleetMaker(maker.dice).addTo(json);
    json.put("interleaving", maker.dice.between(0, Integer.MAX_VALUE - 1));
    json.put("expect", Map.of("status", "SUCCEEDED"));
    return json;
  }

  /** A case with one run, whose input may be anything. */
  static Map<String, Object> withAnyInput(long seed) {
    CaseMaker maker = new CaseMaker(seed);
    Map<String, Object> json = maker.make();
    json.put("request", new InputMaker(maker.dice, maker.external).make());
    json.remove("otherRuns");
    json.remove("functionFaults");
    return json;
  }

  private Map<String, Object> make() {
    WorldMaker worlds = WorldMaker.ofOneRun(dice, external);
    Map<String, Object> json = titled();
    json.put("request", requests.make());
    json.put("world", worlds.make());
    json.put("settings", settings());
    json.put("functionFaults", dice.some(3, FaultMaker.ofOneRun(dice, worlds.codes())::ofFunction));
    json.put("startsAt", dice.percent(75) ? 0 : dice.between(1, 600));
    json.put("otherRuns", dice.some(MOST_OTHERS, this::otherRun));
    json.put("interleaving", dice.between(0, Integer.MAX_VALUE - 1));
    json.put("expect", Map.of("status", "SUCCEEDED"));
    return json;
  }

  private Map<String, Object> makeSequence() {
    Theme theme = Theme.by(dice, external);
    SequenceMaker sequence = new SequenceMaker(dice, requests, theme);
    Map<String, Object> json = titled();
    json.put("runs", sequence.make());
    WorldMaker worlds = WorldMaker.ofSequence(dice, external, sequence.span());
    Map<String, Object> world = worlds.make();
    theme.change(dice, world);
    json.put("world", world);
    json.put("settings", theme == Theme.ANY ? settings() : Map.of());
    FaultMaker faults = FaultMaker.ofSequence(dice, worlds.codes(), sequence.span());
    json.put("functionFaults", dice.some(4, faults::ofFunction));
    json.put("interleaving", dice.between(0, Integer.MAX_VALUE - 1));
    json.put("expect", Map.of("status", "SUCCEEDED"));
    return json;
  }

  private Map<String, Object> titled() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("title", "Case " + seed + " of the storm");
    json.put("story", "Randomly generated.");
    return json;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (dice.percent(15)) {
      settings.put("allowedKeyStores", List.of(dice.pick(Vocabulary.ENTRIES)));
    }
    if (dice.percent(5)) {
      settings.put("deniedKeyStores", List.of(dice.pick(Vocabulary.ENTRIES)));
    }
    if (dice.percent(15)) {
      settings.put("addHsmKeyStores", List.of(dice.percent(70) ? Vocabulary.STORE_ID : "none"));
    }
    if (dice.percent(30)) {
      settings.put("canaryKeys", List.of(Vocabulary.STORE_ID + "=" + Vocabulary.KEY));
    }
    return settings;
  }

  private Map<String, Object> otherRun() {
    Map<String, Object> run = new LinkedHashMap<>();
    int startsAt = dice.percent(40) ? 0 : dice.between(0, 600);
    run.put("request", requests.make());
    run.put("startsAt", startsAt);
    if (dice.percent(40)) {
      run.put("stopsAt", startsAt + dice.between(0, 400));
    }
    return run;
  }
}
