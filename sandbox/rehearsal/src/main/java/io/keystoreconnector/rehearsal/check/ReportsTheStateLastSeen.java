package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The report gives the state that the key store was in when the run last looked. */
final class ReportsTheStateLastSeen implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.aborted() && run.report() != null)
        .filter(run -> !agrees(run))
        .map(
            run ->
                "The report of run %s says %s, but the last check showed %s."
                    .formatted(run.name(), run.toldStore(), run.lastLook().map(Look::store)));
  }

  private static boolean agrees(RunRecord run) {
    Look look = run.lastLook().orElse(new Look(List.of()));
    Map<?, ?> told = run.toldStore();
    return Json.text(told, "connectionState").equals(look.state())
        && Json.text(told, "connectionErrorCode").equals(look.code())
        && Json.text(told, "id").equals(Json.text(look.store(), "CustomKeyStoreId"));
  }
}
