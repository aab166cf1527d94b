package io.keystoreconnector.rehearsal.company;

import static org.assertj.core.api.Assertions.assertThat;

import io.keystoreconnector.rehearsal.company.Month.Failure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonthTest {

  private static final int PHASE = 100;

  /** One look as the run starts. */
  private static Repair repair(double connectedAfter, boolean reported) {
    return new Repair(
        connectedAfter, reported, 90, List.of(new KmsRequest(0, KmsRequest.DESCRIBE, false)));
  }

  private static Figures of(Failure... failures) {
    Month month = new Month();
    month.add(PHASE, List.of(failures));
    return month.figures();
  }

  @Test
  void aQuietAccountAsksOnlyByItsChecks() {
    Figures quiet = of();
    assertThat(quiet.perSecond() * Assumed.ACCOUNTS).isEqualTo(11.0 / 300);
    assertThat(quiet.busiest()).isEqualTo(11);
    assertThat(quiet.busiestDescribe()).isEqualTo(1);
    assertThat(quiet.seen()).isNull();
  }

  @Test
  void aFailureIsSeenByTheNextCheckAndTheRunStartsThen() {
    Figures figures = of(new Failure(PHASE + 300 - 20, repair(260, true)));
    assertThat(figures.seen()).isEqualTo(new Spread(25, 25, 25));
    assertThat(figures.connected()).isEqualTo(new Spread(285, 285, 285));
    assertThat(figures.alarm()).isEqualTo(new Spread(1580, 1580, 1580));
    assertThat(figures.soundedAnyway()).isZero();
    assertThat(figures.unreported()).isZero();
  }

  @Test
  void aFailureAtTheMomentOfACheckIsSeenByIt() {
    assertThat(of(new Failure(PHASE, repair(260, true))).seen()).isEqualTo(new Spread(5, 5, 5));
    assertThat(of(new Failure(PHASE + 1, repair(260, true))).seen())
        .isEqualTo(new Spread(304, 304, 304));
    assertThat(of(new Failure(0, repair(260, true))).seen()).isEqualTo(new Spread(105, 105, 105));
  }

  @Test
  void theAlarmGoesOffOnlyIfTheSixthCheckStillSeesTheFailure() {
    assertThat(of(new Failure(PHASE, repair(1495, true))).soundedAnyway()).isZero();
    assertThat(of(new Failure(PHASE, repair(1496, true))).soundedAnyway()).isOne();
  }

  @Test
  void aRunThatDidNotSeeTheEndIsCounted() {
    assertThat(of(new Failure(PHASE, repair(1190, false))).unreported()).isOne();
  }

  @Test
  void theRunsOfOneMomentAreCountedTogetherAndEachCheckOnce() {
    Failure[] ten =
        IntStream.range(0, 10)
            .mapToObj(store -> new Failure(PHASE - 1, repair(260, true)))
            .toArray(Failure[]::new);
    assertThat(of(ten).busiestDescribe()).isEqualTo(10);
    assertThat(of(ten).busiest()).isEqualTo(11);
  }

  @Test
  void whatIsThrottledIsCounted() {
    Repair throttled =
        new Repair(9, true, 9, List.of(new KmsRequest(0, KmsRequest.DESCRIBE, true)));
    assertThat(of(new Failure(PHASE, throttled)).throttled()).isOne();
  }

  @Test
  void aMonthCostsTheAccountsTheHubAndTheRuns() {
    double quiet = 100 * Bill.ofAccount(10) + Bill.ofHub();
    assertThat(of().cost()).isEqualTo(quiet);
    assertThat(of(new Failure(PHASE, repair(260, true))).cost()).isEqualTo(quiet + Bill.ofRun(90));
  }

  @Test
  void aSpreadHasTheMedianWhat95PercentDoNotExceedAndTheWorst() {
    List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();
    assertThat(Spread.of(hundred.reversed())).isEqualTo(new Spread(50, 95, 100));
    assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void aSecondDoesNotContainItsEnd() {
    List<KmsRequest> two =
        List.of(new KmsRequest(4, "a", false), new KmsRequest(3, KmsRequest.DESCRIBE, false));
    assertThat(KmsRequest.busiestSecond(two, request -> true)).isOne();
    List<KmsRequest> closer = List.of(two.getFirst(), two.getLast().later(0.1));
    assertThat(KmsRequest.busiestSecond(closer, request -> true)).isEqualTo(2);
  }
}
