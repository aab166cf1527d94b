package io.keystoreconnector.runs;

import java.util.List;

/**
 * The ARN of a run, which says where it took place. An ARN of another form has none of the parts.
 *
 * @param text empty if it is not known
 */
record RunArn(String text) {

  private static final int REGION = 3;
  private static final int ACCOUNT = 4;
  private static final int PARTS = 8;

  private String part(int index) {
    List<String> parts = List.of(text.split(":", -1));
    return parts.size() == PARTS ? parts.get(index) : "";
  }

  String region() {
    return part(REGION);
  }

  /** Empty for a run on this machine, whose ARN has another word in place of the number. */
  String account() {
    String account = part(ACCOUNT);
    return account.matches("\\d{12}") ? account : "";
  }

  String name() {
    return part(PARTS - 1);
  }
}
