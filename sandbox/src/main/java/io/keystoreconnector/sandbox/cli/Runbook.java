package io.keystoreconnector.sandbox.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** docs/runbook.md, by its headings. */
record Runbook(Path file) {

  static final String NAME = "docs/runbook.md";
  static final String SET_UP = "Set these once";

  /** What stands below a heading, which is not part of it. */
  record Chapter(String title, String markdown) {}

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
