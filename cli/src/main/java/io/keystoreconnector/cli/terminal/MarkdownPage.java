package io.keystoreconnector.cli.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints the Markdown of the runbook for people: paragraphs and lists wrapped, code and tables as
 * they are, so that they can be copied.
 */
public final class MarkdownPage {

  private static final Pattern LEAD = Pattern.compile("\\*\\*([^*]+)\\*\\*(?: · (.*))?");
  private static final Pattern ITEM = Pattern.compile("(\\d+\\. |- )(.*)");
  private static final String INDENT = "  ";

  private final Page page;
  private final StringBuilder paragraph = new StringBuilder();
  private int indent;
  private boolean code;

  public MarkdownPage(Page page) {
    this.page = page;
  }

  public void print(String markdown) {
    markdown.lines().forEach(this::line);
    flush();
  }

  private void line(String line) {
    String text = line.strip();
    if (text.startsWith("```")) {
      flush();
      code = !code;
    } else if (code || text.startsWith("|")) {
      flush();
      page.raw((INDENT + line).stripTrailing());
    } else if (text.isEmpty()) {
      flush();
      page.blank();
    } else {
      textual(text, line.indexOf(text));
    }
  }

  private void textual(String text, int margin) {
    if (ITEM.matcher(text).matches()) {
      flush();
    }
    if (paragraph.isEmpty()) {
      indent = margin;
    }
    paragraph.append(paragraph.isEmpty() ? "" : " ").append(text);
  }

  private void flush() {
    if (!paragraph.isEmpty()) {
      told(paragraph.toString());
      paragraph.setLength(0);
    }
  }

  private void told(String text) {
    Matcher lead = LEAD.matcher(text);
    if (lead.matches()) {
      page.row(Style.STRONG, lead.group(1));
      if (lead.group(2) != null) {
        row("", lead.group(2));
      }
      return;
    }
    Matcher item = ITEM.matcher(text);
    if (item.matches()) {
      row(item.group(1), item.group(2));
    } else {
      row("", text);
    }
  }

  private void row(String mark, String text) {
    page.row(
        Style.PLAIN, plain(text), new Page.Part(Style.PLAIN, INDENT + " ".repeat(indent) + mark));
  }

  /** Links within the page without their address, and words without stars. */
  private static String plain(String text) {
    return text.replaceAll("\\[([^\\]]+)]\\((https[^)]*)\\)", "$1 ($2)")
        .replaceAll("\\[([^\\]]+)]\\([^)]*\\)", "“$1”")
        .replaceAll("\\*\\*([^*]+)\\*\\*", "$1");
  }
}
