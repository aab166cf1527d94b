package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.direct.DirectService;
import io.keystoreconnector.emulator.service.Reply;
import io.keystoreconnector.statemachine.LambdaFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what functions asked the services and what they did with the answers. A function that
 * gets the same event and the same answers returns the same, so it need not run again. As soon as
 * an answer is new, it runs, gets the earlier answers again, and continues from there.
 */
final class InvocationCache {

  private static final ThreadLocal<@Nullable Live> LIVE = new ThreadLocal<>();

  private final Map<String, Point> beginnings = new HashMap<>();

  /** An answer, or that there was none. */
  private record Heard(Reply.@Nullable Answer answer, @Nullable IOException broken) {

    String key() {
      return answer == null ? String.valueOf(broken) : answer.status() + answer.body();
    }

    Reply.Answer get() throws IOException {
      if (answer == null) {
        throw new IOException(broken);
      }
      return answer;
    }
  }

  private record Asked(String target, String body, int patience) {}

  /** A point in a conversation: what is asked there, or how it ends. */
  private static final class Point {
    private @Nullable Asked asked;
    private @Nullable String result;
    private @Nullable Throwable thrown;
    private final Map<String, Point> after = new HashMap<>();

    boolean isNew() {
      return asked == null && result == null && thrown == null;
    }

    Point after(Heard heard) {
      return after.computeIfAbsent(heard.key(), any -> new Point());
    }
  }

  /** A function that runs. */
  private static final class Live {
    private final DirectService services;
    private final List<Heard> before;
    private int told;
    private Point at;

    Live(DirectService services, List<Heard> before, Point at) {
      this.services = services;
      this.before = before;
      this.at = at;
    }

    Reply.Answer answer(Asked asked) throws IOException {
      if (told < before.size()) {
        return before.get(told++).get();
      }
      at.asked = asked;
      Heard heard = ask(services, asked);
      at = at.after(heard);
      return heard.get();
    }
  }

  /** The services as functions must see them, so that earlier answers can be replayed to them. */
  DirectService over(DirectService services) {
    return (target, body, patience) -> {
      Live live = LIVE.get();
      return live == null
          ? services.answer(target, body, patience)
          : live.answer(new Asked(target, body, patience));
    };
  }

  /** The function, which runs only if an answer is new. */
  LambdaFunction remembering(String name, LambdaFunction function, DirectService services) {
    return payload -> {
      Point at = beginnings.computeIfAbsent(name + payload, any -> new Point());
      List<Heard> before = new ArrayList<>();
      while (at.asked != null) {
        Heard heard = ask(services, at.asked);
        before.add(heard);
        at = at.after(heard);
      }
      return at.isNew() ? run(function, payload, new Live(services, before, at)) : end(at);
    };
  }

  private static String run(LambdaFunction function, String payload, Live live) throws Throwable {
    LIVE.set(live);
    try {
      String result = function.invoke(payload);
      live.at.result = result;
      return result;
    } catch (Throwable thrown) {
      live.at.thrown = thrown;
      throw thrown;
    } finally {
      LIVE.remove();
    }
  }

  private static String end(Point at) throws Throwable {
    if (at.thrown != null) {
      throw at.thrown;
    }
    return String.valueOf(at.result);
  }

  private static Heard ask(DirectService services, Asked asked) {
    try {
      return new Heard(services.answer(asked.target(), asked.body(), asked.patience()), null);
    } catch (IOException broken) {
      return new Heard(null, broken);
    }
  }
}
