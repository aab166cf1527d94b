package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.rehearsal.scenario.Difference;
import io.keystoreconnector.rehearsal.scenario.Rehearsed;
import java.util.List;
import java.util.Objects;

/** One rehearsal in a list: only a little, so that a thousand of them need little memory. */
record OneOfMany(String name, long virtualMillis, String outcome, List<Difference> differences) {

  static OneOfMany of(Rehearsed rehearsed) {
    String error = Objects.toString(rehearsed.execution().error(), "");
    return new OneOfMany(
        rehearsed.scenario().name(),
        Math.round(rehearsed.virtualSeconds() * 1000),
        (rehearsed.execution().status() + " " + error).stripTrailing(),
        rehearsed.differences());
  }
}
