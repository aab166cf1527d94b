package io.keystoreconnector.cli.terminal;

import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads Markdown: CommonMark, in which a table is a paragraph. */
public final class Markdown {

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

  private Markdown() {}

  /** The document, whose blocks know on which lines they stand. */
  public static Node read(String markdown) {
    return PARSER.parse(markdown);
  }

  /** The number of the line on which a block begins, counted from 0. */
  public static int firstLine(Node block) {
    return block.getSourceSpans().getFirst().getLineIndex();
  }

  /** The number of the line on which it ends. */
  static int lastLine(Node block) {
    return block.getSourceSpans().getLast().getLineIndex();
  }
}
