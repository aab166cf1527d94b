package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.terminal.Markdown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;

/** docs/runbook.md, by its headings. */
record Runbook(List<Chapter> chapters) {

  static final String NAME = "docs/runbook.md";

  /** What stands on the page in place of something of the reader's. */
  enum Sample {
    KEY_STORE("cks-1234567890abcdef0", "<KEY-STORE-ID>"),
    CLUSTER("cluster-1a23b4cdefg", "<CLUSTER>"),
    SECRET("payments/kmsuser", "<SECRET>"),
    MACHINE(
        "arn:aws:states:eu-central-1:111122223333:stateMachine:connect-key-store",
        "<STATE-MACHINE-ARN>"),
    RUN("arn:aws:states:eu-central-1:111122223333:execution:connect-key-store:name", "<RUN-ARN>"),
    ENDPOINT("ENDPOINT=https://proxy.example.com", "ENDPOINT=<XKS-ENDPOINT>"),
    HOST("HOST=proxy.example.com", "HOST=<HOST>"),
    URI_PATH("URI_PATH=/kms/xks/v1", "URI_PATH=<XKS-PATH>"),

    // What only people know.
    NEW_ENDPOINT("https://proxy.example.com", "<XKS-ENDPOINT>"),
    NEW_PATH("/example/kms/xks/v1", "<XKS-PATH>"),
    SERVICE("com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f60718", "<XKS-SERVICE>"),
    BACKUP("backup-1a23b4cdefg", "<BACKUP>"),
    SUBNET("subnet-0a1b2c3d4e5f60718", "<SUBNET>"),
    OTHER_SUBNET("subnet-1a1b2c3d4e5f60718", "<OTHER-SUBNET>"),
    GROUP("sg-0a1b2c3d4e5f60718", "<SECURITY-GROUP>"),
    INTERFACE("eni-0a1b2c3d4e5f60718", "<INTERFACE>"),

    ZONE("--availability-zone eu-central-1a", "--availability-zone <ZONE>"),

    /** After those that contain it. */
    REGION("eu-central-1", "<REGION>");

    final String text;
    final String unknown;

    Sample(String text, String unknown) {
      this.text = text;
      this.unknown = unknown;
    }

    /** What stands before the value, if only that place is meant. */
    private String prefix() {
      return text.startsWith(name() + "=") ? name() + "=" : "";
    }
  }

  /** The types of key stores, as KMS and the marks of the page name them. */
  static final String CLOUDHSM = "AWS_CLOUDHSM";

  static final String EXTERNAL = "EXTERNAL_KEY_STORE";

  private static final int SECTION = 2;
  private static final int ENTRY = 3;

  /** A mark, not shown, of a section for only one type of key store. */
  private static final Pattern ONLY_FOR = Pattern.compile("^<!-- only for (\\w+) -->\\s*");

  /** A mark, not shown, of a section that explains more than it tells to do. */
  private static final String REFERENCE = "<!-- reference -->";

  /**
   * What stands below a heading, without the heading.
   *
   * @param isEntry whether it is the entry of one code or reason
   * @param onlyFor the type of key store that it is for; empty for all
   */
  record Chapter(String title, boolean isEntry, String onlyFor, String markdown) {

    private static Chapter of(String title, boolean isEntry, String marked) {
      Matcher mark = ONLY_FOR.matcher(marked);
      return mark.find()
          ? new Chapter(title, isEntry, mark.group(1), marked.substring(mark.end()))
          : new Chapter(title, isEntry, "", marked);
    }

    private boolean isRecipeFor(String type) {
      return !isEntry
          && !markdown.startsWith(REFERENCE)
          && (onlyFor.isEmpty() || onlyFor.equals(type));
    }

    private Chapter changed(UnaryOperator<String> change) {
      return new Chapter(title, isEntry, onlyFor, change.apply(markdown));
    }

    String anchor() {
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
   * @param own empty if it is not known: the page then shows a placeholder
   */
  Runbook with(Sample sample, String own) {
    String name = own.isEmpty() ? sample.unknown : sample.prefix() + own;
    return changed(text -> text.replace(sample.text, name));
  }

  /**
   * With all names that are known. Commands on a run or a workflow that never was are left out; a
   * name of anything else that is not known is a placeholder.
   */
  Runbook with(Map<Sample, String> known) {
    Runbook filled = this;
    for (Sample sample : Sample.values()) {
      String value = known.getOrDefault(sample, "");
      String variable = sample.name();
      filled = filled.with(sample, value);
      if (!value.isEmpty()) {
        filled = filled.changed(text -> ChapterText.inlined(variable, value, text));
      } else if (sample == Sample.RUN || sample == Sample.MACHINE) {
        filled = filled.changed(text -> ChapterText.without(variable, text));
      }
    }
    return filled;
  }

  /** Without what is for other types of key stores. */
  Runbook onlyFor(String type) {
    return changed(text -> ChapterText.onlyFor(type, text));
  }

  private Runbook changed(UnaryOperator<String> change) {
    return new Runbook(chapters.stream().map(chapter -> chapter.changed(change)).toList());
  }

  /** What stands below the heading that this link leads to; empty if it does not exist. */
  Optional<Chapter> chapter(String link) {
    String anchor = link.substring(link.indexOf('#') + 1).toLowerCase(Locale.ROOT);
    return chapters.stream().filter(chapter -> chapter.anchor().equals(anchor)).findFirst();
  }

  /**
   * What stands below the heading of a code or, if it has none, below the one for codes without.
   */
  Optional<Chapter> ofCode(String code) {
    return chapter("#" + code).or(() -> chapter("#a-code-that-is-not-listed-here"));
  }

  /**
   * The sections other than entries that a chapter refers to, and those that these refer to,
   * without those for another type of key store and those that are for reference.
   *
   * @param type {@link #CLOUDHSM} or {@link #EXTERNAL}
   */
  List<Chapter> recipes(Chapter chapter, String type) {
    List<Chapter> found = new ArrayList<>(List.of(chapter));
    for (int i = 0; i < found.size(); i++) {
      for (Chapter recipe : linked(found.get(i))) {
        if (recipe.isRecipeFor(type) && !found.contains(recipe)) {
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

  /** What the commands in all chapters need. */
  Optional<Chapter> setUp() {
    return chapter("#set-these-once");
  }
}
