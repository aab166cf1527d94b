package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.EventRecord;
import java.util.List;
import java.util.stream.Stream;

/** A rule that what happens in the world can break at any moment, whoever did it. */
public interface EventRule extends Rule {

  /** What breaks it in what has happened so far, one sentence each. */
  Stream<String> breaches(List<EventRecord> events);

  @Override
  default Stream<String> breaches(Evidence evidence) {
    return breaches(evidence.events());
  }
}
