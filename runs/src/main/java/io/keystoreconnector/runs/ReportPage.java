package io.keystoreconnector.runs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording as one HTML page that needs nothing from anywhere. The build makes the page in
 * runs/web; here the recording is put into it.
 */
public final class ReportPage {

  private static final String TEMPLATE = "report.html";
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{(title|headline|sentence|recording)}}");

  /** What would end the script that the JSON stands in, or a line of it. */
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
    // In one go, so that a text that looks like a place stays a text.
    return PLACE
        .matcher(BuiltPage.of(ReportPage.class, TEMPLATE))
        .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
  }

  /** JSON text that may stand in a script element: the same to whoever parses it. */
  static String inScript(String json) {
    return NOT_IN_SCRIPT
        .matcher(json)
        .replaceAll(c -> Matcher.quoteReplacement("\\u%04x".formatted((int) c.group().charAt(0))));
  }

  private static String inHtml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
