package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All planned faults, in the order of the world file. */
final class Faults {

  final List<PlannedFault> all = new ArrayList<>();

  /** The faults that strike this call; every matching fault counts the call. */
  List<Fault.OfCall> meeting(String operation, long moment) {
    List<Fault.OfCall> struck = new ArrayList<>();
    for (PlannedFault planned : all) {
      if (planned.fault instanceof Fault.OfCall fault && planned.strikes(operation, moment)) {
        struck.add(fault);
      }
    }
    return struck;
  }

  /** What the faults do to this connect; every matching fault counts it. */
  ConnectPlan planConnect(KeyStore store, long moment) {
    ConnectPlan plan = ConnectPlan.NOTHING;
    for (PlannedFault planned : all) {
      if (planned.fault instanceof Fault.OfConnect fault
          && planned.strikes(
              planned.when.target().equals(store.id()) ? store.id() : store.name(), moment)) {
        plan = add(plan, fault);
      }
    }
    return plan;
  }

  /** The code with which this event is refused; every matching fault counts it. */
  Optional<String> failureOfEvent(String source, long moment) {
    Optional<String> code = Optional.empty();
    for (PlannedFault planned : all) {
      if (planned.fault instanceof Fault.EventFails fault && planned.strikes(source, moment)) {
        code = Optional.of(fault.code());
      }
    }
    return code;
  }

  private static ConnectPlan add(ConnectPlan plan, Fault.OfConnect fault) {
    return switch (fault) {
      case Fault.ConnectFails(String code) -> new ConnectPlan(code, plan.never(), plan.seconds());
      case Fault.ConnectNeverEnds() -> new ConnectPlan(plan.code(), true, plan.seconds());
      case Fault.ConnectTakes(int seconds) -> new ConnectPlan(plan.code(), plan.never(), seconds);
    };
  }
}
