package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.stream.Stream;

/** A rule that an event in the world can break at any moment, whoever caused it. */
public interface EventRule extends Rule {

  /** The violations in what has happened so far, one sentence each. */
  Stream<String> breaches(List<EventRecord> events);

  @Override
  default Stream<String> breaches(Evidence evidence) {
    return breaches(evidence.events());
  }
}
