package io.keystoreconnector.cli.terminal;

import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads Markdown as CommonMark, in which a table is a paragraph. */
public final class Markdown {

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

  private Markdown() {}

  /** The document, whose blocks know their lines. */
  public static Node read(String markdown) {
    return PARSER.parse(markdown);
  }

  /** The number of a block's first line, counted from 0. */
  public static int firstLine(Node block) {
    return block.getSourceSpans().getFirst().getLineIndex();
  }

  /** The number of its last line. */
  static int lastLine(Node block) {
    return block.getSourceSpans().getLast().getLineIndex();
  }
}
