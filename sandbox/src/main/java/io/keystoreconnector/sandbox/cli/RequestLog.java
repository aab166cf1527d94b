package io.keystoreconnector.sandbox.cli;

import io.keystoreconnector.sandbox.words.Durations;
import io.keystoreconnector.sandbox.workflow.Run;
import io.keystoreconnector.sandbox.world.CallRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line for each call and for the end of each run: when, what, and what came of it. */
final class RequestLog {

  private final Page page;
  private @Nullable List<String> early = new ArrayList<>();

  RequestLog(Page page) {
    this.page = page;
  }

  /** Calls that come before the invitation is printed wait for it. */
  synchronized void begin() {
    if (early != null) {
      early.forEach(page::raw);
      early = null;
    }
  }

  void called(CallRecord call) {
    line(
        " %s  %-14s %s → %s"
            .formatted(
                Durations.clock(call.atMillis()),
                call.service(),
                call.operation(),
                call.error() == null ? "accepted" : call.error()));
  }

  void ended(Run run) {
    line(
        "        %-14s run %s → %s%s"
            .formatted("", run.name(), run.status(), run.error().map(e -> " " + e).orElse("")));
  }

  private synchronized void line(String text) {
    if (early == null) {
      page.raw(text);
    } else {
      early.add(text);
    }
  }
}
