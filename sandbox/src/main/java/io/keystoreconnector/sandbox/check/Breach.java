package io.keystoreconnector.sandbox.check;

import java.util.List;

/** A rule that was broken. */
public record Breach(String rule, String sentence) {

  /** All breaches that the evidence shows. */
  public static List<Breach> in(Evidence evidence) {
    return Rules.ALL.stream()
        .flatMap(rule -> rule.breaches(evidence).map(said -> new Breach(rule.name(), said)))
        .toList();
  }
}
