package io.keystoreconnector.sandbox.storm;

import io.keystoreconnector.sandbox.lambda.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes what goes wrong in the services and in the functions. */
final class FaultMaker {

  private final Dice dice;
  private final List<String> codes;

  FaultMaker(Dice dice, List<String> codes) {
    this.dice = dice;
    this.codes = codes;
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
    if (dice.percent(20)) {
      int from = dice.between(0, 900);
      fault.put("from", from);
      fault.put("to", from + dice.between(1, 200));
    } else {
      fault.put("nth", dice.pick(1, 1, 2, 3, dice.between(1, 12)));
      fault.put("count", dice.pick(1, 1, 2, dice.between(1, 12)));
    }
    return fault;
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
    fault.put("operation", dice.pick(Words.OPERATIONS));
    if (kind.equals("LATENCY")) {
      fault.put("seconds", dice.between(1, 4));
    }
    if (kind.equals("REFUSE")) {
      fault.put("error", dice.pick(Words.ERRORS));
    }
  }

  Map<String, Object> ofFunction() {
    Map<String, Object> fault = new LinkedHashMap<>();
    fault.put("function", dice.pick(Deployment.NAMES));
    fault.put("nth", dice.pick(1, 1, 2, dice.between(1, 20)));
    fault.put("count", dice.pick(1, 1, 2, dice.between(1, 8)));
    if (dice.percent(25)) {
      fault.put("error", dice.pick(Words.REFUSALS));
      return fault;
    }
    fault.put("when", dice.pick("BEFORE", "AFTER"));
    int seconds = dice.percent(60) ? 0 : dice.between(1, 9);
    if (seconds > 0) {
      fault.put("seconds", seconds);
    }
    if (seconds == 0 || dice.percent(50)) {
      fault.put("error", dice.pick(Words.CRASHES));
    }
    return fault;
  }
}
