package io.keystoreconnector.cli.terminal;

/** How something is to be read; a colour where there are colours. */
public enum Tone {
  PLAIN(""),
  QUIET("2"),
  STRONG("1"),
  SEEN("36"),
  DECIDED("1;34"),
  WORLD("35"),
  TROUBLE("33"),
  GOOD("32"),
  BAD("31");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  String paint(String text) {
    return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
