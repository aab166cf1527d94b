package io.keystoreconnector.rehearsal.company;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One kind of month in all accounts, measured while it passes.
 *
 * <p>The alarm is that of a key store that no run repairs; a check is on a clock of its own in each
 * account.
 */
final class Month {

  private static final int CHECKS = Assumed.MONTH_SECONDS / Assumed.CHECK_SECONDS;

  private final List<Double> alarms = new ArrayList<>();
  private final List<Double> seen = new ArrayList<>();
  private final List<Double> connected = new ArrayList<>();
  private int unreported;
  private int soundedAnyway;
  private int busiest;
  private int busiestDescribe;
  private long requests;
  private long throttled;
  private double cost = Assumed.ACCOUNTS * Bill.ofAccount(Assumed.STORES) + Bill.ofHub();

  /** What a repair is for, and when its key store failed. */
  record Failure(double second, Repair repair) {}

  /**
   * Adds an account.
   *
   * @param phase the second of its first check
   */
  void add(double phase, List<Failure> failures) {
    List<KmsRequest> close = new ArrayList<>();
    NavigableSet<Integer> checks = new TreeSet<>(Set.of(0));
    for (Failure failure : failures) {
      int number = checkAfter(phase, failure.second());
      double check = secondOf(phase, number);
      add(failure, check);
      failure.repair().requests().stream()
          .map(request -> request.later(check + Assumed.START_SECONDS))
          .forEach(close::add);
      IntStream.rangeClosed(number, number + Assumed.CHECKS_UNTIL_ALARM).forEach(checks::add);
    }
    requests += (long) CHECKS * check(0).size() + close.size();
    throttled += close.stream().filter(KmsRequest::throttled).count();
    checks.forEach(number -> close.addAll(check(secondOf(phase, number))));
    busiest = Math.max(busiest, KmsRequest.busiestSecond(close, request -> true));
    busiestDescribe =
        Math.max(
            busiestDescribe,
            KmsRequest.busiestSecond(
                close, request -> request.operation().equals(KmsRequest.DESCRIBE)));
  }

  private void add(Failure failure, double check) {
    Repair repair = failure.repair();
    double run = check + Assumed.START_SECONDS;
    double last = check + (Assumed.CHECKS_UNTIL_ALARM - 1) * Assumed.CHECK_SECONDS;
    seen.add(run - failure.second());
    alarms.add(last + Assumed.ALARM_SECONDS - failure.second());
    connected.add(run + repair.connectedAfter() - failure.second());
    soundedAnyway += run + repair.connectedAfter() > last ? 1 : 0;
    unreported += repair.reported() ? 0 : 1;
    cost += Bill.ofRun(repair.steps());
  }

  /** The number of the first check at or after a moment. */
  private static int checkAfter(double phase, double second) {
    return Math.max(0, (int) Math.ceil((second - phase) / Assumed.CHECK_SECONDS));
  }

  private static double secondOf(double phase, int number) {
    return phase + number * (double) Assumed.CHECK_SECONDS;
  }

  /** All key stores count as CONNECTED, which is the most that a check asks. */
  private static List<KmsRequest> check(double second) {
    List<KmsRequest> check = new ArrayList<>();
    check.add(new KmsRequest(second, KmsRequest.DESCRIBE, false));
    for (int store = 1; store <= Assumed.STORES; store++) {
      check.add(
          new KmsRequest(
              second + store * Assumed.CALL_MILLIS / 1000.0, KmsRequest.GENERATE_RANDOM, false));
    }
    return check;
  }

  /** What was measured. */
  Figures figures() {
    return new Figures(
        (double) requests / Assumed.ACCOUNTS / Assumed.MONTH_SECONDS,
        busiest,
        busiestDescribe,
        throttled,
        connected.size(),
        spread(seen),
        spread(alarms),
        spread(connected),
        soundedAnyway,
        unreported,
        cost);
  }

  private static @Nullable Spread spread(List<Double> times) {
    return times.isEmpty() ? null : Spread.of(times);
  }
}
