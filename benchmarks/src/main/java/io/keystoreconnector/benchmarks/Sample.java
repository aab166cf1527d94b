package io.keystoreconnector.benchmarks;

/**
 * One start of one function.
 *
 * @param init milliseconds from the start of the process to its first request for an event
 * @param initCpu milliseconds of CPU time that it used until then
 * @param first milliseconds from the first event to its answer
 * @param firstCpu milliseconds of CPU time that the process used during that time
 * @param second milliseconds from the second event to its answer
 * @param peak highest resident memory, in MiB
 */
record Sample(
    double init, double initCpu, double first, double firstCpu, double second, double peak) {
  double cold() {
    return init + first;
  }
}
