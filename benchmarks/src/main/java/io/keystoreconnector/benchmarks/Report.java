package io.keystoreconnector.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.jr.ob.JSON;

/** Medians, compared with those of the first subject; every sample as JSON. */
record Report(List<Series> series, String throttle) {

  String table() throws IOException {
    StringBuilder table = new StringBuilder();
    for (boolean throttled : List.of(true, false)) {
      List<Series> own = series.stream().filter(s -> s.throttled() == throttled).toList();
      if (!own.isEmpty()) {
        table.append(heading(own.getFirst()));
        for (Series one : own) {
          table.append(row(one, own.getFirst()));
        }
      }
    }
    return table.toString();
  }

  String json() throws IOException {
    List<Object> results = new ArrayList<>();
    for (Series one : series) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("subject", one.subject().name());
      result.put("throttled", one.throttled());
      result.put("jarBytes", Files.size(one.subject().jar()));
      result.put("samples", one.samples().stream().map(Report::values).toList());
      results.add(result);
    }
    return JSON.std
        .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
        .asString(Map.of("throttle", throttle, "results", results));
  }

  private String heading(Series first) {
    return """

    %s; medians of %d starts, in milliseconds
    %-24s %6s %9s %7s %9s %6s %7s %6s %9s %7s
    """
        .formatted(
            first.throttled()
                ? "Full CPU until the first event, then " + throttle
                : "Full CPU throughout",
            first.samples().size(),
            "function",
            "init",
            "(its CPU)",
            "first",
            "(its CPU)",
            "cold",
            "second",
            "ratio",
            "peak MiB",
            "jar MB");
  }

  private static String row(Series one, Series first) throws IOException {
    return "%-24s %6.0f %9.0f %7.1f %9.1f %6.0f %7.1f %6.2f %9.0f %7.2f%n"
        .formatted(
            one.subject().name(),
            one.median(Sample::init),
            one.median(Sample::initCpu),
            one.median(Sample::first),
            one.median(Sample::firstCpu),
            one.median(Sample::cold),
            one.median(Sample::second),
            one.median(Sample::cold) / first.median(Sample::cold),
            one.median(Sample::peak),
            Files.size(one.subject().jar()) / 1e6);
  }

  private static Map<String, Object> values(Sample sample) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("init", sample.init());
    values.put("initCpu", sample.initCpu());
    values.put("first", sample.first());
    values.put("firstCpu", sample.firstCpu());
    values.put("second", sample.second());
    values.put("peak", sample.peak());
    return values;
  }
}
