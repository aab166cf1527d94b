package io.keystoreconnector.cli.terminal;

import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/**
 * Prints the Markdown of the runbook for people: paragraphs and lists wrapped, code and tables
 * unchanged, so they can be copied.
 */
public final class MarkdownPage {

  private static final String INDENT = "  ";

  /** Separates the name of a part of a section, in bold, from its first sentence. */
  private static final String AFTER_LEAD = " · ";

  private final Page page;

  /** Prints on that page. */
  public MarkdownPage(Page page) {
    this.page = page;
  }

  /** Prints the text of a section. */
  public void print(String markdown) {
    Markdown.read(markdown).accept(new Printer(markdown.lines().toList()));
  }

  private final class Printer extends AbstractVisitor {

    private final List<String> lines;
    private int next;

    Printer(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void visit(Paragraph paragraph) {
      if (isTable(paragraph)) {
        whole(paragraph);
        return;
      }
      begin(paragraph);
      Node first = paragraph.getFirstChild();
      if (first instanceof StrongEmphasis && isLead(first)) {
        page.row(Style.STRONG, words(first.getFirstChild()));
        String rest = words(first.getNext());
        if (!rest.isEmpty()) {
          row(paragraph, rest.substring(AFTER_LEAD.length()));
        }
      } else {
        row(paragraph, words(first));
      }
    }

    @Override
    public void visit(FencedCodeBlock code) {
      begin(code);
      asItIs(Markdown.firstLine(code) + 1, Markdown.lastLine(code));
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      whole(code);
    }

    @Override
    public void visit(Heading heading) {
      whole(heading);
    }

    private boolean isTable(Paragraph paragraph) {
      return lines.get(Markdown.firstLine(paragraph)).stripLeading().startsWith("|");
    }

    private void whole(Node block) {
      begin(block);
      asItIs(Markdown.firstLine(block), Markdown.lastLine(block) + 1);
    }

    /** With the empty lines before it. */
    private void begin(Node block) {
      for (int line = next; line < Markdown.firstLine(block); line++) {
        page.blank();
      }
      next = Markdown.lastLine(block) + 1;
    }

    private void asItIs(int from, int to) {
      lines.subList(from, to).forEach(line -> page.raw((INDENT + line).stripTrailing()));
    }

    /** To the right of what precedes it on its line: spaces, and the mark of an item. */
    private void row(Paragraph paragraph, String words) {
      int column = paragraph.getSourceSpans().getFirst().getColumnIndex();
      String before = lines.get(Markdown.firstLine(paragraph)).substring(0, column);
      page.row(Style.PLAIN, words, new Page.Part(Style.PLAIN, INDENT + before));
    }
  }

  private static boolean isLead(Node strong) {
    return strong.getNext() == null
        || (strong.getNext() instanceof Text text && text.getLiteral().startsWith(AFTER_LEAD));
  }

  /** Code with its backticks, links within the page without their address, words without stars. */
  private static String words(@Nullable Node first) {
    StringBuilder words = new StringBuilder();
    for (Node node = first; node != null; node = node.getNext()) {
      words.append(
          switch (node) {
            case Text text -> text.getLiteral();
            case Code code -> "`" + code.getLiteral() + "`";
            case SoftLineBreak soft -> " ";
            case HardLineBreak hard -> " ";
            case Link link when link.getDestination().startsWith("https") ->
                words(link.getFirstChild()) + " (" + link.getDestination() + ")";
            case Link link -> "“" + words(link.getFirstChild()) + "”";
            default -> words(node.getFirstChild());
          });
    }
    return words.toString();
  }
}
