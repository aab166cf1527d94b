package io.keystoreconnector.cli.story;

import io.keystoreconnector.core.ShellWord;
import io.keystoreconnector.core.StartLine;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** The command that starts a run with a request. */
public final class RequestLine {

  /** Fields without a value are for the workflow to refuse. */
  private static final JSON WITH_NULLS = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

  private RequestLine() {}

  /**
   * The whole line, without a place: with options or, for a request that they cannot make, with its
   * JSON.
   *
   * @param request any JSON
   */
  public static String of(@Nullable Object request) {
    return StartLine.of(request)
        .orElseGet(
            () ->
                "./connector start --request %s --follow"
                    .formatted(ShellWord.of(WITH_NULLS.asString(request))));
  }
}
