package io.keystoreconnector.runs.phrases;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The error and the cause with which Step Functions ended a run that left no report. */
public final class ErrorWords {

  private static final int LONGEST = 1_000;

  /** Step Functions quotes inputs, and the query of a URL may be a signature. */
  private static final Pattern QUERY_OF_A_URL =
      Pattern.compile("(https?:[^\\s\"'?]+)\\?[^\\s\"']*");

  private ErrorWords() {}

  /** Both on one line, cut to a readable length; empty if neither is known. */
  public static String of(@Nullable String error, @Nullable String cause) {
    String words =
        Stream.of(line(error), line(cause))
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining(": "));
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
  }

  private static String line(@Nullable String text) {
    return text == null
        ? ""
        : QUERY_OF_A_URL.matcher(text).replaceAll("$1?…").replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
