package io.keystoreconnector.rehearsal.storm;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes what people do besides the runs. */
final class PeopleMaker {

  /** The initial password of kmsuser in the clusters. */
  static final String PASSWORD = "PlantedClusterPass1";

  private static final int LAST_MINUTE = 1200;

  private final Dice dice;
  private final int span;

  private PeopleMaker(Dice dice, int span) {
    this.dice = dice;
    this.span = span;
  }

  static PeopleMaker ofOneRun(Dice dice) {
    return new PeopleMaker(dice, LAST_MINUTE);
  }

  /** Within runs and between them. */
  static PeopleMaker ofSequence(Dice dice, int span) {
    return new PeopleMaker(dice, span);
  }

  Map<String, Object> deed() {
    Map<String, Object> deed = new LinkedHashMap<>();
    deed.put("at", dice.pick(dice.between(0, 120), dice.between(0, span)));
    String does =
        dice.pick(
            "CONNECT",
            "CONNECT",
            "DISCONNECT",
            "DISCONNECT",
            "BREAK_SESSION",
            "TELL_PASSWORD",
            "RESET_PASSWORD",
            "UNLOCK_USER",
            "LOG_IN",
            "LOG_OUT",
            "DELETE_USER",
            "ADD_HSM",
            "KILL_HSM",
            "KILL_HSM",
            "MODIFY_CLUSTER",
            "DELETE_CLUSTER",
            "PUT_SECRET");
    deed.put("does", does);
    switch (does) {
      case "TELL_PASSWORD" -> deed.put("password", password());
      case "RESET_PASSWORD" -> {
        deed.put("password", "PlantedResetPass" + dice.between(1, 9));
        if (dice.percent(70)) {
          deed.put("secret", Vocabulary.SECRET);
        }
      }
      case "PUT_SECRET" -> deed.put("value", password());
      default -> {}
    }
    return deed;
  }

  private String password() {
    return dice.pick(PASSWORD, PASSWORD, "PlantedPerson" + dice.between(1, 9));
  }
}
