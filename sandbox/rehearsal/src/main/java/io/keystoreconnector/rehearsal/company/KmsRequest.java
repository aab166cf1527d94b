package io.keystoreconnector.rehearsal.company;

import java.util.List;
import java.util.function.Predicate;

/**
 * One request to KMS in one account.
 *
 * @param second when it was made, on the clock of whoever lists it
 * @param throttled whether KMS refused it because there were too many
 */
record KmsRequest(double second, String operation, boolean throttled) {

  static final String DESCRIBE = "DescribeCustomKeyStores";
  static final String GENERATE_RANDOM = "GenerateRandom";

  /** The same on a clock on which it is later by this many seconds. */
  KmsRequest later(double seconds) {
    return new KmsRequest(second + seconds, operation, throttled);
  }

  /** The most of them, of those that count, that any window of one second contains. */
  static int busiestSecond(List<KmsRequest> requests, Predicate<KmsRequest> counts) {
    double[] moments =
        requests.stream().filter(counts).mapToDouble(KmsRequest::second).sorted().toArray();
    int most = 0;
    int first = 0;
    for (int last = 0; last < moments.length; last++) {
      while (moments[last] - moments[first] >= 1) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
