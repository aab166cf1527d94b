package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.Markdown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;

/** docs/runbook.md, by its headings. */
record Runbook(List<Chapter> chapters) {

  static final String NAME = "docs/runbook.md";

  /** What stands on the page for something of the reader's own. */
  enum Sample {
    KEY_STORE("cks-1234567890abcdef0", "YOUR-KEY-STORE-ID"),
    CLUSTER("cluster-1a23b4cdefg", "YOUR-CLUSTER-ID"),
    SECRET("payments/kmsuser", "YOUR-SECRET"),
    MACHINE(
        "arn:aws:states:eu-central-1:111122223333:stateMachine:connect-key-store",
        "YOUR-STATE-MACHINE-ARN"),
    RUN(
        "arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:name",
        "YOUR-RUN-ARN");

    final String text;
    final String unknown;

    Sample(String text, String unknown) {
      this.text = text;
      this.unknown = unknown;
    }
  }

  /** The types of key stores, as KMS and the marks of the page name them. */
  static final String CLOUDHSM = "AWS_CLOUDHSM";

  static final String EXTERNAL = "EXTERNAL_KEY_STORE";

  private static final int SECTION = 2;
  private static final int ENTRY = 3;

  /** A mark, which is not shown, of a section that is for one type of key stores only. */
  private static final Pattern ONLY_FOR = Pattern.compile("^<!-- only for (\\w+) -->\\s*");

  /**
   * What stands below a heading, which is not part of it.
   *
   * @param isEntry whether it is what is said of one code or reason
   * @param onlyFor the type of key stores that it is for; empty if it is for all
   */
  record Chapter(String title, boolean isEntry, String onlyFor, String markdown) {

    private static Chapter of(String title, boolean isEntry, String marked) {
      Matcher mark = ONLY_FOR.matcher(marked);
      return mark.find()
          ? new Chapter(title, isEntry, mark.group(1), marked.substring(mark.end()))
          : new Chapter(title, isEntry, "", marked);
    }

    private Chapter with(String text, String name) {
      return new Chapter(title, isEntry, onlyFor, markdown.replace(text, name));
    }

    private boolean isFor(String type) {
      return onlyFor.isEmpty() || onlyFor.equals(type);
    }

    private String anchor() {
      return title.toLowerCase(Locale.ROOT).replace(' ', '-').replaceAll("[^a-z0-9_-]", "");
    }
  }

  static Runbook read(Path file) {
    try {
      return of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Runbook of(String text) {
    List<String> lines = text.lines().toList();
    List<Heading> headings = headings(text);
    List<Chapter> chapters = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      Heading heading = headings.get(i);
      int line = Markdown.firstLine(heading);
      int end = i + 1 < headings.size() ? Markdown.firstLine(headings.get(i + 1)) : lines.size();
      chapters.add(
          Chapter.of(
              lines.get(line).substring(heading.getLevel()).strip(),
              heading.getLevel() == ENTRY,
              String.join("\n", lines.subList(line + 1, end)).strip()));
    }
    return new Runbook(List.copyOf(chapters));
  }

  private static List<Heading> headings(String text) {
    List<Heading> headings = new ArrayList<>();
    Markdown.read(text)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Heading heading) {
                if (heading.getLevel() == SECTION || heading.getLevel() == ENTRY) {
                  headings.add(heading);
                }
              }
            });
    return headings;
  }

  /**
   * With a name of the reader's own in place of one of the page.
   *
   * @param own empty if it is not known: the page then says that one is to be put there
   */
  Runbook with(Sample sample, String own) {
    String name = own.isEmpty() ? sample.unknown : own;
    return new Runbook(chapters.stream().map(c -> c.with(sample.text, name)).toList());
  }

  /** What stands below the heading that this link leads to; empty if there is none. */
  Optional<Chapter> chapter(String link) {
    String anchor = link.substring(link.indexOf('#') + 1).toLowerCase(Locale.ROOT);
    return chapters.stream().filter(chapter -> chapter.anchor().equals(anchor)).findFirst();
  }

  /** What stands below the heading of a code; if it has none, below the one for such codes. */
  Optional<Chapter> ofCode(String code) {
    return chapter("#" + code).or(() -> chapter("#a-code-that-is-not-listed-here"));
  }

  /**
   * The sections beside the entries that a chapter sends its reader to, and those that these send
   * him to; without those that are for another type of key stores.
   *
   * @param type {@link #CLOUDHSM} or {@link #EXTERNAL}
   */
  List<Chapter> recipes(Chapter chapter, String type) {
    List<Chapter> found = new ArrayList<>(List.of(chapter));
    for (int i = 0; i < found.size(); i++) {
      for (Chapter recipe : linked(found.get(i))) {
        if (!recipe.isEntry() && recipe.isFor(type) && !found.contains(recipe)) {
          found.add(recipe);
        }
      }
    }
    return List.copyOf(found.subList(1, found.size()));
  }

  private List<Chapter> linked(Chapter chapter) {
    List<Chapter> linked = new ArrayList<>();
    Markdown.read(chapter.markdown())
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(Link link) {
                if (link.getDestination().startsWith("#")) {
                  chapter(link.getDestination()).ifPresent(linked::add);
                }
              }
            });
    return linked;
  }

  /** What the commands of all chapters need. */
  Optional<Chapter> setUp() {
    return chapter("#set-these-once");
  }
}
