package io.keystoreconnector.cli.rehearse;

import io.keystoreconnector.cli.terminal.Output;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.emulator.workflow.Run;
import io.keystoreconnector.emulator.world.CallRecord;
import io.keystoreconnector.room.Account;
import io.keystoreconnector.runs.phrases.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sandbox prints while it runs: the banner, then one line for each call and for the end of
 * each run.
 */
final class RequestLog {

  private final Page page;
  private final boolean json;

  /** Calls that arrive before the banner and wait for it; null afterwards. */
  private @Nullable List<Runnable> early = new ArrayList<>();

  RequestLog(Output output) {
    this.page = output.page();
    this.json = output.json();
  }

  /** Prints the banner; from now on, calls are printed at once. */
  synchronized void begin(Account account) {
    SandboxBanner banner = new SandboxBanner(account);
    if (json) {
      event("LISTENING", banner.json());
    } else {
      banner.print(page);
    }
    if (early != null) {
      early.forEach(Runnable::run);
      early = null;
    }
  }

  void called(CallRecord call) {
    inTurn(
        () -> {
          if (json) {
            event("CALL", call.toJson());
          } else {
            page.raw(
                " %s  %-14s %s → %s"
                    .formatted(
                        Durations.clock(call.atMillis()),
                        call.service(),
                        call.operation(),
                        call.error() == null ? "accepted" : call.error()));
          }
        });
  }

  void ended(Run run) {
    inTurn(
        () -> {
          if (json) {
            Map<String, @Nullable Object> end = new LinkedHashMap<>();
            end.put("run", run.name());
            end.put("status", run.status());
            end.put("error", run.error().orElse(null));
            event("RUN_ENDED", end);
          } else {
            page.raw(
                "        %-14s run %s → %s%s"
                    .formatted(
                        "", run.name(), run.status(), run.error().map(e -> " " + e).orElse("")));
          }
        });
  }

  void stopped() {
    if (json) {
      event("STOPPED", Map.of());
    } else {
      page.raw("# Stopped.");
    }
  }

  private void event(String event, Map<String, ? extends @Nullable Object> details) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("event", event);
    line.putAll(details);
    page.jsonLine(line);
  }

  private synchronized void inTurn(Runnable print) {
    if (early == null) {
      print.run();
    } else {
      early.add(print);
    }
  }
}
