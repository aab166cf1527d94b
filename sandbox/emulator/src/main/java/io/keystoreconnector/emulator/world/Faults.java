package io.keystoreconnector.emulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All planned faults, in the order of the world file. */
final class Faults {

  final List<PlannedFault> all = new ArrayList<>();

  /** The faults that meet this call, which counts for every fault that matches. */
  List<Fault.OfCall> meeting(String operation, long moment) {
    List<Fault.OfCall> struck = new ArrayList<>();
    for (PlannedFault planned : all) {
      if (planned.fault instanceof Fault.OfCall fault && planned.strikes(operation, moment)) {
        struck.add(fault);
      }
    }
    return struck;
  }

  /** What is in store for this connect, which counts for every fault that matches. */
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

  /** With which code this event is not taken; it counts for every fault that matches. */
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
