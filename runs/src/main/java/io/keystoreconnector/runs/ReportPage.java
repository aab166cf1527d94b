package io.keystoreconnector.runs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording as one self-contained HTML page. The build makes the page from runs/web; this class
 * puts the recording into it.
 */
public final class ReportPage {

  private static final String TEMPLATE = "report.html";
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{(title|headline|sentence|recording)}}");

  /** What would end the script that contains the JSON, or a line of it. */
  private static final Pattern NOT_IN_SCRIPT = Pattern.compile("[<>&\\u2028\\u2029]");

  private ReportPage() {}

  /** The page as text. */
  public static String of(Recording recording) {
    Outcome outcome = recording.outcome();
    Map<String, String> parts =
        Map.of(
            "title", inHtml(outcome.headline() + " · " + recording.title()),
            "headline", inHtml(outcome.headline()),
            "sentence", inHtml(outcome.sentence()),
            "recording", inScript(recording.toJsonText()));
    // In one pass, so that text that looks like a placeholder stays text.
    return PLACE
        .matcher(BuiltPage.of(ReportPage.class, TEMPLATE))
        .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
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
