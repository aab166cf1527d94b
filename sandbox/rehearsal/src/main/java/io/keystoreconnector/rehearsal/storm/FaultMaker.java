package io.keystoreconnector.rehearsal.storm;

import io.keystoreconnector.local.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes what goes wrong in the services and in the functions. */
final class FaultMaker {

  private static final int ONE_RUN = 900;

  private final Dice dice;
  private final List<String> codes;
  private final int span;
  private final boolean sequence;

  private FaultMaker(Dice dice, List<String> codes, int span, boolean sequence) {
    this.dice = dice;
    this.codes = codes;
    this.span = span;
    this.sequence = sequence;
  }

  static FaultMaker ofOneRun(Dice dice, List<String> codes) {
    return new FaultMaker(dice, codes, ONE_RUN, false);
  }

  /** Faults that come and go over a longer time, including those of the journal's table. */
  static FaultMaker ofSequence(Dice dice, List<String> codes, int span) {
    return new FaultMaker(dice, codes, span, true);
  }

  /** From seconds to longer than the longest window. */
  static int connectSeconds(Dice dice) {
    return switch (dice.between(0, 19)) {
      case 0, 1, 2 -> dice.between(9, 20);
      case 3, 4 -> dice.between(200, 900);
      case 5 -> dice.between(900, 1300);
      default -> dice.between(20, 200);
    };
  }

  Map<String, Object> ofService() {
    Map<String, Object> fault = new LinkedHashMap<>();
    if (dice.percent(40)) {
      ofConnect(fault);
    } else {
      ofCall(fault);
    }
    if (dice.percent(sequence ? 40 : 20)) {
      int from = sequence && dice.percent(30) ? 0 : dice.between(0, span);
      fault.put("from", from);
      fault.put("to", from + dice.between(1, sequence ? Math.max(200, span / 2) : 200));
    } else {
      fault.put("nth", nth(12));
      fault.put("count", dice.pick(1, 1, 2, dice.between(1, 12)));
    }
    return fault;
  }

  private int nth(int most) {
    return dice.pick(1, 1, 2, 3, dice.between(1, most));
  }

  private void ofConnect(Map<String, Object> fault) {
    String kind =
        dice.pick(
            "CONNECT_FAILS",
            "CONNECT_FAILS",
            "CONNECT_FAILS",
            "CONNECT_TAKES",
            "CONNECT_NEVER_ENDS");
    fault.put("fault", kind);
    if (kind.equals("CONNECT_FAILS")) {
      fault.put("code", dice.pick(codes));
    }
    if (kind.equals("CONNECT_TAKES")) {
      fault.put("seconds", Math.max(30, connectSeconds(dice)));
    }
  }

  private void ofCall(Map<String, Object> fault) {
    String kind =
        dice.pick(
            "THROTTLE",
            "THROTTLE",
            "SERVER_ERROR",
            "LOST_REQUEST",
            "LOST_RESPONSE",
            "LOST_RESPONSE",
            "LATENCY",
            "REFUSE",
            "ACCESS_DENIED");
    fault.put("fault", kind);
    fault.put(
        "operation",
        sequence && dice.percent(20)
            ? dice.pick(Vocabulary.TABLE_OPERATIONS)
            : dice.pick(Vocabulary.OPERATIONS));
    if (kind.equals("LATENCY")) {
      fault.put("seconds", dice.between(1, 4));
    }
    if (kind.equals("REFUSE")) {
      fault.put("error", dice.pick(Vocabulary.ERRORS));
    }
  }

  Map<String, Object> ofFunction() {
    Map<String, Object> fault = new LinkedHashMap<>();
    fault.put("function", dice.pick(Deployment.NAMES));
    fault.put("nth", dice.pick(1, 1, 2, dice.between(1, sequence ? 60 : 20)));
    fault.put("count", dice.pick(1, 1, 2, dice.between(1, 8)));
    if (dice.percent(25)) {
      fault.put("error", dice.pick(Vocabulary.REFUSALS));
      return fault;
    }
    fault.put("when", dice.pick("BEFORE", "AFTER"));
    int seconds = dice.percent(60) ? 0 : dice.between(1, 9);
    if (seconds > 0) {
      fault.put("seconds", seconds);
    }
    if (seconds == 0 || dice.percent(50)) {
      fault.put("error", dice.pick(Vocabulary.CRASHES));
    }
    return fault;
  }
}
