package io.keystoreconnector.rehearsal.check;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run that has just seen the key store CONNECTED updates it only if its request says NOW, and
 * then only what KMS changes without a disconnect.
 */
final class UpdatesAConnectedStoreOnlyNow implements Rule {

  private static final Set<String> PARAMETERS =
      Set.of("CustomKeyStoreId", "XksProxyUriPath", "XksProxyAuthenticationCredential");

  @Override
  public Stream<String> breaches(Evidence evidence) {
    return evidence.runs().stream().flatMap(UpdatesAConnectedStoreOnlyNow::breaches);
  }

  private static Stream<String> breaches(RunRecord run) {
    return IntStream.range(0, run.calls().size())
        .filter(i -> run.calls().get(i).is(SeenCall.UPDATE))
        .filter(i -> seenBefore(run, i).filter("CONNECTED"::equals).isPresent())
        .mapToObj(i -> run.calls().get(i))
        .filter(call -> !isAskedFor(run, call))
        .map(
            call ->
                "Run %s updated %s of the CONNECTED key store without having been asked for that."
                    .formatted(run.name(), call.call().parameters().keySet()));
  }

  /** The state that KMS showed to the run last before that call. */
  private static Optional<String> seenBefore(RunRecord run, int call) {
    return run.calls().subList(0, call).stream()
        .filter(before -> before.is(SeenCall.DESCRIBE) && before.succeeded())
        .reduce((earlier, later) -> later)
        .flatMap(before -> before.items("CustomKeyStores").stream().findFirst())
        .map(store -> Json.text(store, "ConnectionState"));
  }

  private static boolean isAskedFor(RunRecord run, SeenCall call) {
    return "NOW".equals(Json.object(run.asked().get("update")).get("when"))
        && PARAMETERS.containsAll(call.call().parameters().keySet());
  }
}
