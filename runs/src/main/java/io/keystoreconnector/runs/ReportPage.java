package io.keystoreconnector.runs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.jr.ob.JSON;

/**
 * A recording as one self-contained HTML page. The build makes the page from runs/web; this class
 * puts the recording into it.
 */
public final class ReportPage {

  private static final String TEMPLATE = "report.html";
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{(title|banner|made|headline|sentence|recording)}}");

  /** What would end the script that contains the JSON, or a line of it. */
  private static final Pattern NOT_IN_SCRIPT = Pattern.compile("[<>&\\u2028\\u2029]");

  private static final String REHEARSAL = "Rehearsal: emulated, nothing real was touched.";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** What some file system does not take, or a shell does not take without quotes. */
  private static final Pattern NOT_IN_NAME = Pattern.compile("[^A-Za-z0-9_.]+");

  private static final int LONGEST_PART = 64;

  private ReportPage() {}

  /**
   * The page as text.
   *
   * @param madeAt the moment at which it is made, which it shows
   */
  public static String of(Recording recording, Instant madeAt) {
    Outcome outcome = recording.outcome();
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", inHtml(title(recording)));
    parts.put("banner", inHtml(banner(recording)));
    parts.put("headline", inHtml(outcome.headline()));
    parts.put("sentence", inHtml(outcome.sentence()));
    parts.put("recording", inScript(recording.toJsonText()));
    parts.put(
        "made", inScript(JSON.std.asString(madeAt.truncatedTo(ChronoUnit.SECONDS).toString())));
    // In one pass, so that text that looks like a placeholder stays text.
    return PLACE
        .matcher(BuiltPage.of(ReportPage.class, TEMPLATE))
        .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
  }

  private static String title(Recording recording) {
    return Stream.of(recording.store(), recording.outcome().headline())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(": "))
        + place(recording);
  }

  private static String place(Recording recording) {
    if (recording.emulated()) {
      return " (rehearsal)";
    }
    return recording.endpoint().isEmpty() ? "" : " (at %s)".formatted(recording.endpoint());
  }

  private static String banner(Recording recording) {
    if (recording.emulated()) {
      return REHEARSAL;
    }
    return recording.endpoint().isEmpty()
        ? ""
        : "AWS was called at %s, not at its own addresses.".formatted(recording.endpoint());
  }

  /**
   * A name for the page's file, which says what it is about: such as
   * payments-connected-20260115T030000Z.html.
   */
  public static String fileName(Recording recording) {
    return Stream.of(
                recording.emulated() ? "rehearsal" : "",
                recording.store(),
                recording.outcome().inShort(),
                STAMP.format(recording.startedAt()))
            .map(part -> NOT_IN_NAME.matcher(part).replaceAll("-"))
            .map(part -> part.replaceAll("^[-.]+|[-.]+$", ""))
            .filter(part -> !part.isEmpty())
            .map(part -> part.substring(0, Math.min(part.length(), LONGEST_PART)))
            .collect(Collectors.joining("-"))
        + ".html";
  }

  /** JSON for a script element: it parses to the same value. */
  static String inScript(String json) {
    return NOT_IN_SCRIPT
        .matcher(json)
        .replaceAll(c -> Matcher.quoteReplacement("\\u%04x".formatted((int) c.group().charAt(0))));
  }

  private static String inHtml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
