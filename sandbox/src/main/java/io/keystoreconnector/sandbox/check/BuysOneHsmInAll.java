package io.keystoreconnector.sandbox.check;

import io.keystoreconnector.sandbox.world.EventRecord;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All runs together buy at most one HSM. */
final class BuysOneHsmInAll implements EventRule {

  @Override
  public Stream<String> breaches(List<EventRecord> events) {
    long bought =
        IntStream.range(0, events.size())
            .filter(i -> events.get(i).event().equals("HSM_CREATE_STARTED"))
            .filter(i -> !Happened.isByAPerson(events, i, "AddHsm"))
            .count();
    return bought > 1 ? Stream.of("The runs bought %d HSMs.".formatted(bought)) : Stream.empty();
  }
}
