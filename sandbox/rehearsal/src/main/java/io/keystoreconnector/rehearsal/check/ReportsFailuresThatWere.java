package io.keystoreconnector.rehearsal.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each failure in a report is one that the key store had, and the last one seen is among them. */
final class ReportsFailuresThatWere implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.aborted())
        .flatMap(run -> Stream.concat(invented(run), untold(run)));
  }

  private static Stream<String> invented(RunRecord run) {
    Set<String> shown = shown(run);
    return run.toldList("failures").stream()
        .map(failure -> Json.text(failure, "code"))
        .filter(code -> !shown.contains(code))
        .map(
            code ->
                "The report of run %s lists %s, which never occurred.".formatted(run.name(), code));
  }

  /** The codes that KMS showed to the run; an outdated one may still be shown for a moment. */
  private static Set<String> shown(RunRecord run) {
    return run.calls(SeenCall.DESCRIBE).stream()
        .map(call -> new Look(List.of(call)).code())
        .collect(Collectors.toSet());
  }

  private static Stream<String> untold(RunRecord run) {
    String code = run.lastLook().map(Look::code).orElse("");
    return run.told("reason").equals(code)
            && !code.isEmpty()
            && run.toldList("failures").stream()
                .noneMatch(failure -> Json.text(failure, "code").equals(code))
        ? Stream.of("The report of run %s does not list %s.".formatted(run.name(), code))
        : Stream.empty();
  }
}
