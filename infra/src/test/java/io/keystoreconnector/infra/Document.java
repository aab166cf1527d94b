package io.keystoreconnector.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of docs/, with the parts that tests compare with the code. */
record Document(String text) {

  static Document of(String name) {
    try {
      return new Document(Files.readString(Synthesized.ROOT.resolve("docs").resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text under a heading, up to the next one of the same or a higher level. */
  Document under(String heading) {
    int level = heading.indexOf(' ');
    return all("(?ms)^%s$(.*?)(?=^#{1,%d} |\\z)".formatted(Pattern.quote(heading), level))
        .map(Document::new)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no heading " + heading));
  }

  /** The texts of the headings of a level. */
  List<String> headings(String marker) {
    return all("(?m)^" + marker + " (.+)$").toList();
  }

  /** The rows of its tables, without their heads; each a list of cells. */
  List<List<String>> rows() {
    return all("(?m)^\\|(?![-|: ]+$)(?!.*\\n\\|[-|: ]+$)(.+)\\|$")
        .map(row -> Arrays.stream(row.split("(?<!\\\\)\\|")).map(String::strip).toList())
        .toList();
  }

  /** The first block of code in that language. */
  String code(String language) {
    return all("(?ms)^```" + language + "\n(.*?)^```$").findFirst().orElseThrow();
  }

  /** The backquoted strings in a text. */
  static List<String> quoted(String cell) {
    return new Document(cell).all("`([^`]+)`").toList();
  }

  private java.util.stream.Stream<String> all(String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map((MatchResult m) -> m.group(1));
  }
}
