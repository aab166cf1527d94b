package io.keystoreconnector.rehearsal.teststate;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.SfnException;

/**
 * What came of tests.
 *
 * @param same how many had the same outcome
 * @param differences one line for each difference in the others
 */
record Report(int same, List<String> differences) {

  /** Plays the tests, one after another. */
  static Report of(TestStateApi api, List<StateTest> tests) {
    int same = 0;
    List<String> differences = new ArrayList<>();
    for (StateTest test : tests) {
      List<String> found = differences(api, test);
      if (found.isEmpty()) {
        same++;
      }
      found.forEach(difference -> differences.add(test.kind() + ": " + difference));
    }
    return new Report(same, List.copyOf(differences));
  }

  private static List<String> differences(TestStateApi api, StateTest test) {
    try {
      return Comparison.differences(test.expected(), api.play(test));
    } catch (SfnException e) {
      return List.of("AWS refused the test: " + e.getMessage());
    }
  }
}
