package io.keystoreconnector.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All measured starts of one subject under one regime of the CPU. */
record Series(Subject subject, boolean throttled, List<Sample> samples) {

  Series(Subject subject, boolean throttled) {
    this(subject, throttled, new ArrayList<>());
  }

  /** There must be a sample. */
  double median(ToDoubleFunction<Sample> figure) {
    double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
