package io.keystoreconnector.sandbox.check;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Each failure in a report is one that the key store had, and the one last seen is among them. */
final class ReportsFailuresThatWere implements Rule {

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream()
        .filter(run -> !run.aborted())
        .flatMap(run -> Stream.concat(invented(run, evidence), untold(run)));
  }

  private static Stream<String> invented(RunRecord run, Evidence evidence) {
    Set<String> real = real(evidence);
    return run.toldList("failures").stream()
        .map(failure -> Json.text(failure, "code"))
        .filter(code -> !real.contains(code))
        .map(
            code ->
                "The report of run %s tells of %s, which never was.".formatted(run.name(), code));
  }

  private static Set<String> real(Evidence evidence) {
    Set<String> codes = new HashSet<>();
    Json.objects(evidence.worldBefore().get("keyStores"))
        .forEach(store -> codes.add(Json.text(store, "errorCode")));
    evidence.events().forEach(event -> codes.add(String.valueOf(event.details().get("errorCode"))));
    return codes;
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
