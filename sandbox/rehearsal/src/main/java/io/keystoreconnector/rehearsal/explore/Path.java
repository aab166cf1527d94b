package io.keystoreconnector.rehearsal.explore;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps that lead to a state; many paths share their beginnings. */
record Path(@Nullable Path before, String step) {

  static List<String> steps(@Nullable Path path) {
    List<String> steps = new ArrayList<>();
    for (Path at = path; at != null; at = at.before()) {
      steps.add(at.step());
    }
    Collections.reverse(steps);
    return steps;
  }
}
