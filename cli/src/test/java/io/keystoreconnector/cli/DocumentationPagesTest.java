package io.keystoreconnector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.local.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pages can be found, say whom they are for, and lead nowhere that is not there. */
class DocumentationPagesTest {

  private static final Path ROOT = Installation.ofThisProcess().root().normalize();
  private static final Path START = ROOT.resolve("docs/README.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]*)(?:#([^)]*))?\\)");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    assertThat(pages().stream().flatMap(DocumentationPagesTest::deadLinks)).isEmpty();
  }

  @Test
  void everyPageCanBeReachedFromTheFirst() throws IOException {
    Set<Path> reached = new TreeSet<>(List.of(START));
    Deque<Path> next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      Path page = next.remove();
      links(page)
          .map(link -> page.resolveSibling(link.group(1)).normalize())
          .filter(target -> target.toString().endsWith(".md") && Files.exists(target))
          .filter(reached::add)
          .forEach(next::add);
    }
    assertThat(reached).containsAll(pages());
  }

  @Test
  void everyPageSaysFirstWhomItIsForAndADecisionWhenItWasMade() throws IOException {
    for (Path page : pages()) {
      if (page.startsWith(ROOT.resolve("docs"))) {
        boolean decision = page.startsWith(ROOT.resolve("docs/decisions"));
        assertThat(
                read(page)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElseThrow())
            .as(page.toString())
            .matches(
                decision
                    ? "Date: \\d{4}-\\d\\d-\\d\\d(, changed \\d{4}-\\d\\d-\\d\\d)?\\. Status:"
                        + " \\w+\\."
                    : "For .*");
      }
    }
  }

  private static Set<Path> pages() throws IOException {
    Set<Path> pages = new TreeSet<>();
    for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/decisions"))) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages;
  }

  private static Stream<String> deadLinks(Path page) {
    return links(page)
        .filter(link -> !leadsSomewhere(page, link.group(1), link.group(2)))
        .map(link -> ROOT.relativize(page) + ": " + link.group());
  }

  private static Stream<MatchResult> links(Path page) {
    return LINK.matcher(read(page)).results();
  }

  private static boolean leadsSomewhere(Path from, String link, @Nullable String anchor) {
    Path target = link.isEmpty() ? from : from.resolveSibling(link);
    if (anchor == null || !target.toString().endsWith(".md")) {
      return Files.exists(target);
    }
    return Files.exists(target) && headings(target).anyMatch(anchor::equals);
  }

  /** The headings of a page as GitHub makes anchors of them. */
  private static Stream<String> headings(Path page) {
    return Pattern.compile("^#+ (.*)$", Pattern.MULTILINE)
        .matcher(read(page))
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\w\\- ]", "")
                    .replace(' ', '-'));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
