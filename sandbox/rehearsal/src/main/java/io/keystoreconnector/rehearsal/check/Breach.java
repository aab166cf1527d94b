package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.stream.Stream;

/** A rule that was broken. */
public record Breach(String rule, String sentence) {

  /** All breaches of the rules that must hold, as the evidence shows. */
  public static List<Breach> in(Evidence evidence) {
    return of(Rules.ALL, evidence);
  }

  /** The most wrong logins of the runs without CONNECTED or a person's word in between. */
  public static int worstLogIns(Evidence evidence) {
    return LogsInWrongAtMostTwice.worst(evidence);
  }

  /** The same, including the rules that two simultaneous runs can break. */
  public static List<Breach> inAll(Evidence evidence) {
    return Stream.of(Rules.ALL, Rules.RACES)
        .flatMap(rules -> of(rules, evidence).stream())
        .toList();
  }

  /** With a fleet, each key store's rules hold whatever the others do. */
  private static List<Breach> of(List<? extends Rule> rules, Evidence evidence) {
    return rules.stream()
        .flatMap(
            rule -> breaches(rule, evidence).distinct().map(said -> new Breach(rule.name(), said)))
        .toList();
  }

  private static Stream<String> breaches(Rule rule, Evidence evidence) {
    return evidence.fleets().isEmpty() || rule.isAboutFleets()
        ? rule.breaches(evidence)
        : OneStore.each(evidence).flatMap(rule::breaches);
  }
}
