package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.statemachine.ExecutionResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One execution as it can be seen from outside.
 *
 * @param request its input, any JSON
 * @param begun how many events the world had recorded when it began
 * @param report its report; null if it has none
 * @param calls the calls that were made for it, in order
 */
public record RunRecord(
    String name,
    @Nullable Object request,
    int begun,
    ExecutionResult result,
    @Nullable Map<String, Object> report,
    List<SeenCall> calls) {

  /** How it ended: the report's outcome, and the reason if there is one. */
  public String outcome() {
    String told = aborted() ? "ABORTED" : told("outcome");
    return told("reason").isEmpty() ? told : told + " " + told("reason");
  }

  /** A field of the report; empty if it is absent. */
  String told(String field) {
    return report == null ? "" : Json.text(report, field);
  }

  Map<?, ?> toldStore() {
    return report == null ? Map.of() : Json.object(report.get("keyStore"));
  }

  /** The operation by which the report says that the store was proved; empty if it says nothing. */
  String toldProof() {
    return report == null ? "" : Json.text(Json.object(report.get("proved")), "by");
  }

  List<Map<?, ?>> toldList(String field) {
    return report == null ? List.of() : Json.objects(report.get(field));
  }

  Map<?, ?> asked() {
    return Json.object(request);
  }

  boolean asks(String flag) {
    return Boolean.TRUE.equals(asked().get(flag));
  }

  boolean aborted() {
    return result.status() == ExecutionResult.Status.ABORTED;
  }

  boolean succeededAs() {
    return result.status() == ExecutionResult.Status.SUCCEEDED;
  }

  List<Attempt> attempts() {
    return Attempt.of(result.history());
  }

  double seconds() {
    return Duration.between(
                result.history().getFirst().timestamp(), result.history().getLast().timestamp())
            .toMillis()
        / 1000.0;
  }

  /** The calls of one operation. */
  List<SeenCall> calls(String operation) {
    return calls.stream().filter(call -> call.is(operation)).toList();
  }

  /** The last look before the attempt whose outcome the workflow learned. */
  Optional<Attempt> lookBefore(Attempt attempt) {
    return attempts().subList(0, attempt.number()).stream()
        .filter(before -> before.isLook() && before.succeeded())
        .reduce((earlier, later) -> later);
  }

  /**
   * The first failed attempt at the table, after which the run had to do without it. An item that
   * someone else has written in the meantime is not a failure.
   */
  Optional<Attempt> withoutJournalSince() {
    return Visited.of(result.history()).stream()
        .filter(visited -> !visited.attempts().isEmpty())
        .map(visited -> visited.attempts().getLast())
        .filter(Attempt::isOfTheJournal)
        .filter(last -> !last.succeeded() && !last.error().isEmpty())
        .filter(last -> !last.error().endsWith(".ConditionalCheckFailedException"))
        .findFirst();
  }

  List<SeenCall> callsOf(Attempt attempt) {
    return calls.stream().filter(call -> call.invocation() == attempt.number()).toList();
  }

  /** The looks whose outcome the workflow learned, in order. */
  Stream<Look> looks() {
    return attempts().stream()
        .filter(Attempt::isLook)
        .filter(Attempt::succeeded)
        .map(attempt -> new Look(callsOf(attempt)));
  }

  /** The last of these looks. */
  Optional<Look> lastLook() {
    return looks().reduce((earlier, later) -> later);
  }

  Optional<SeenCall> last(String operation, Predicate<SeenCall> which) {
    return calls(operation).stream().filter(which).reduce((earlier, later) -> later);
  }
}
