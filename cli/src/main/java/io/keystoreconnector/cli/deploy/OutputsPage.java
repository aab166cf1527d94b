package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import java.util.Map;
import java.util.TreeMap;

/** The outputs of a stack, one in each line, so that they can be copied. */
record OutputsPage(Page page) {

  private static final Page.Part GAP = new Page.Part(Style.PLAIN, "  ");

  void print(Map<String, String> outputs) {
    int widest = outputs.keySet().stream().mapToInt(String::length).max().orElse(0);
    new TreeMap<>(outputs)
        .forEach(
            (name, value) ->
                page.whole(Style.PLAIN, value, GAP, new Page.Part(Style.QUIET, name, widest), GAP));
  }
}
