package io.keystoreconnector.cli.operator;

import java.util.regex.Pattern;

/** JSON whose quotation marks, and perhaps its blanks and commas, a shell has interpreted. */
public final class UnquotedJson {

  /** What to do about it, without a full stop. */
  public static final String SENTENCE =
      "The shell has taken the JSON apart: put it in single quotation marks, as in --request"
          + " '{\"addHsm\": true}', or use options such as --add-hsm";

  private static final Pattern BARE_NAME =
      Pattern.compile("\\{\\s*[A-Za-z]\\w*\\s*:.*", Pattern.DOTALL);

  private UnquotedJson() {}

  /** Whether a word begins like JSON, but without the quotation marks of its first name. */
  public static boolean is(String word) {
    return BARE_NAME.matcher(word.strip()).matches();
  }
}
