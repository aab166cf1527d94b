package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.deploy.StackChange.Kind;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The changes as a table: first what is replaced or removed, one by one, then what is modified, and
 * at last how many resources of each type are added.
 */
record ChangesPage(Page page) {

  private static final Page.Part GAP = new Page.Part(Style.PLAIN, "  ");
  private static final int KIND_WIDTH = 9;

  void print(List<StackChange> changes) {
    int widest =
        changes.stream().mapToInt(change -> change.facts().type().length()).max().orElse(0);
    changes.stream()
        .filter(change -> change.kind() != Kind.ADD)
        .sorted(
            Comparator.comparing(StackChange::kind)
                .thenComparing(change -> !change.losesData())
                .thenComparing(change -> change.facts().type())
                .thenComparing(change -> change.facts().logicalId()))
        .forEach(change -> row(change, widest));
    added(changes).forEach((type, count) -> row(Kind.ADD, Style.PLAIN, type, widest, count));
    page.blank();
    page.text(Style.PLAIN, summary(changes));
  }

  private void row(StackChange change, int widest) {
    String properties = String.join(", ", change.facts().properties());
    row(
        change.kind(),
        style(change),
        change.facts().type(),
        widest,
        change.facts().logicalId()
            + (properties.isEmpty() ? "" : ": " + properties)
            + (change.losesData() ? " — WHAT IT HOLDS IS LOST" : ""));
  }

  private static Style style(StackChange change) {
    return change.losesData()
        ? Style.BAD
        : change.kind() == Kind.MODIFY ? Style.PLAIN : Style.TROUBLE;
  }

  private void row(Kind kind, Style style, String type, int widest, String rest) {
    page.whole(
        style,
        rest,
        GAP,
        new Page.Part(style, kind.words(), KIND_WIDTH),
        new Page.Part(style, type, widest),
        GAP);
  }

  private static Map<String, String> added(List<StackChange> changes) {
    return changes.stream()
        .filter(change -> change.kind() == Kind.ADD)
        .collect(
            Collectors.groupingBy(
                change -> change.facts().type(),
                TreeMap::new,
                Collectors.collectingAndThen(Collectors.counting(), count -> count + " of them")));
  }

  private static String summary(List<StackChange> changes) {
    Map<Kind, Long> counts =
        changes.stream()
            .collect(Collectors.groupingBy(StackChange::kind, TreeMap::new, Collectors.counting()));
    return "%d to replace, %d to remove, %d to modify, %d to add."
        .formatted(
            counts.getOrDefault(Kind.REPLACE, 0L),
            counts.getOrDefault(Kind.REMOVE, 0L),
            counts.getOrDefault(Kind.MODIFY, 0L),
            counts.getOrDefault(Kind.ADD, 0L));
  }
}
