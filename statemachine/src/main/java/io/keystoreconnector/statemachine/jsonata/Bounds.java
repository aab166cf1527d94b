package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation may use. Step Functions documents no limits; its depth and memory were
 * measured by others. Instead of its clock, which would make runs differ from machine to machine,
 * the steps of an evaluation are counted.
 *
 * @see <a href="https://github.com/floci-io/floci/issues/2737">The measurements</a>
 */
final class Bounds {
  /** How deep expressions and functions may be nested while they are evaluated. */
  static final int DEEPEST = 100;

  /** The largest array, in numbers of eight bytes, and the longest string, in characters. */
  private static final long LARGEST = 873_782 * 8L;

  /** A second or two of work, which is far more than a definition of this project needs. */
  private static final int MOST_STEPS = 2_000_000;

  private static final String DEPTH =
      "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as"
          + " tail-recursive.";
  private static final String MEMORY =
      "Expression evaluation memory limit exceeded: Check for excessive memory usage";
  private static final String TIME = "Expression evaluation timeout: Check for infinite loop";

  private int depth;
  private int steps;

  /** Watches the next evaluation in this frame. */
  static void watch(Frame frame) {
    Bounds bounds = new Bounds();
    frame.setEvaluateEntryCallback((symbol, input, environment) -> bounds.enter());
    frame.setEvaluateExitCallback((symbol, input, environment, result) -> bounds.exit(result));
  }

  private void enter() {
    depth++;
    steps++;
    if (depth > DEEPEST) {
      throw new Exceeded(DEPTH);
    }
    if (steps > MOST_STEPS) {
      throw tooLong();
    }
  }

  private void exit(@Nullable Object result) {
    depth--;
    if (result instanceof String text) {
      checkedSize(text.length());
    } else if (result instanceof List<?> list) {
      checkedSize(list.size() * 8L);
    }
  }

  /** The number of bytes, if it is not too large. */
  static int checkedSize(long bytes) {
    if (bytes > LARGEST) {
      throw tooLarge();
    }
    return (int) bytes;
  }

  static RuntimeException tooLarge() {
    return new Exceeded(MEMORY);
  }

  static RuntimeException tooLong() {
    return new Exceeded(TIME);
  }

  /** Which bound was exceeded, in the words of Step Functions; null if it was none. */
  static @Nullable String exceeded(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case Exceeded exceeded -> {
          return exceeded.reason;
        }
        case StackOverflowError e -> {
          return DEPTH;
        }
        case OutOfMemoryError e -> {
          return MEMORY;
        }
        default -> {}
      }
    }
    return null;
  }

  /** An evaluation used too much. It is a JException because only these pass the library. */
  private static final class Exceeded extends JException {
    private static final long serialVersionUID = 1;

    private final String reason;

    Exceeded(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
