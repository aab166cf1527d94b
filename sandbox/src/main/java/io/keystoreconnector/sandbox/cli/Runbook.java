package io.keystoreconnector.sandbox.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/runbook.md, by its headings. */
record Runbook(Path file) {

  static final String NAME = "docs/runbook.md";

  /** The names that stand for the reader's own key store and cluster. */
  static final String KEY_STORE = "cks-1234567890abcdef0";

  static final String CLUSTER = "cluster-1a23b4cdefg";

  /** How a section begins that is for one kind of key stores only. */
  static final String CLOUDHSM = "For CloudHSM key stores";

  static final String EXTERNAL = "For external key stores";

  private static final Pattern LINK = Pattern.compile("]\\((#[^)]+)\\)");
  private static final String ENTRY = "### ";

  /** What stands below a heading, which is not part of it. */
  record Chapter(String title, String markdown) {

    /** With a name of the reader's own in place of one of the page; as it is if that is empty. */
    Chapter with(String name, String own) {
      return own.isEmpty() ? this : new Chapter(title, markdown.replace(name, own));
    }
  }

  /** What stands below the heading that this link leads to; empty if there is none. */
  Optional<Chapter> chapter(String link) {
    String anchor = link.substring(link.indexOf('#') + 1).toLowerCase(Locale.ROOT);
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (isHeading(lines.get(i)) && anchor(title(lines.get(i))).equals(anchor)) {
        return Optional.of(
            new Chapter(title(lines.get(i)), below(lines.subList(i + 1, lines.size()))));
      }
    }
    return Optional.empty();
  }

  /** What stands below the heading of a code; if it has none, below the one for such codes. */
  Optional<Chapter> ofCode(String code) {
    return chapter("#" + code).or(() -> chapter("#a-code-that-is-not-listed-here"));
  }

  /**
   * The sections beside the entries that a chapter sends its reader to, and those that these send
   * him to; without those that begin by saying that they are for key stores of another kind.
   *
   * @param otherKind {@link #CLOUDHSM} or {@link #EXTERNAL}
   */
  List<Chapter> recipes(Chapter chapter, String otherKind) {
    List<Chapter> found = new ArrayList<>(List.of(chapter));
    for (int i = 0; i < found.size(); i++) {
      for (Chapter recipe : linked(found.get(i))) {
        if (!recipe.markdown().startsWith(otherKind) && !found.contains(recipe)) {
          found.add(recipe);
        }
      }
    }
    return List.copyOf(found.subList(1, found.size()));
  }

  private List<Chapter> linked(Chapter chapter) {
    return LINK.matcher(chapter.markdown())
        .results()
        .flatMap(link -> chapter(link.group(1)).stream())
        .filter(found -> !lines().contains(ENTRY + found.title()))
        .toList();
  }

  /** What the commands of all chapters need. */
  Optional<Chapter> setUp() {
    return chapter("#set-these-once");
  }

  private static String below(List<String> lines) {
    return lines.stream()
        .takeWhile(line -> !isHeading(line))
        .collect(Collectors.joining("\n"))
        .strip();
  }

  private static boolean isHeading(String line) {
    return line.matches("#{2,3} .*");
  }

  private static String title(String heading) {
    return heading.replaceFirst("^#+ ", "");
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replace(' ', '-').replaceAll("[^a-z0-9_-]", "");
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
