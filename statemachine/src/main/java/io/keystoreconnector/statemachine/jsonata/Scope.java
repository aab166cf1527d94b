package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Jsonata.Frame;
import java.util.Map;

/** The variables and functions that an expression sees. */
public final class Scope {
  private final Frame frame = new Frame(null);

  /** The variables are plain JSON values; {@code states} becomes {@code $states}. */
  public Scope(Functions functions, Map<String, ?> variables, Map<String, ?> states) {
    functions.bindTo(frame);
    variables.forEach((name, value) -> frame.bind(name, LibraryTree.of(value)));
    frame.bind("states", LibraryTree.of(states));
  }

  Frame frame() {
    return frame;
  }
}
