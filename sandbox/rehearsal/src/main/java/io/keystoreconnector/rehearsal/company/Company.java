package io.keystoreconnector.rehearsal.company;

import io.keystoreconnector.rehearsal.scenario.Rehearsal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A month of a company with a thousand key stores in a hundred accounts. The same seed gives the
 * same figures.
 */
public final class Company {

  private final Map<String, Figures> months = new LinkedHashMap<>();

  private Company(Rehearsal rehearsal, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Repair> alone = Repairs.alone(rehearsal);
    List<List<Repair>> together = Repairs.together(rehearsal, random);
    Month quiet = new Month();
    Month single = new Month();
    Month atOnce = new Month();
    for (int account = 0; account < Assumed.ACCOUNTS; account++) {
      double phase = random.nextDouble(Assumed.CHECK_SECONDS);
      quiet.add(phase, List.of());
      single.add(phase, failures(alone, random));
      double second = moment(random);
      atOnce.add(
          phase,
          together.get(account % together.size()).stream()
              .map(repair -> new Month.Failure(second, repair))
              .toList());
    }
    months.put("nothing fails", quiet.figures());
    months.put("each key store fails once", single.figures());
    months.put("all ten of each account fail at once", atOnce.figures());
  }

  /** Plays the repairs and simulates the months. */
  public static Company simulate(Rehearsal rehearsal, long seed) {
    return new Company(rehearsal, seed);
  }

  private static List<Month.Failure> failures(List<Repair> repairs, SplittableRandom random) {
    return IntStream.range(0, Assumed.STORES)
        .mapToObj(
            store -> new Month.Failure(moment(random), repairs.get(random.nextInt(repairs.size()))))
        .toList();
  }

  private static double moment(SplittableRandom random) {
    return random.nextDouble(Assumed.MONTH_SECONDS);
  }

  /** What was measured and what was assumed, as two tables in Markdown, line by line. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("| in a month in which | " + String.join(" | ", months.keySet()) + " |");
    lines.add("|---|" + "---|".repeat(months.size()));
    for (int row = 0; row < Figures.NAMES.size(); row++) {
      int at = row;
      lines.add(
          "| %s | %s |"
              .formatted(
                  Figures.NAMES.get(row),
                  String.join(
                      " | ",
                      months.values().stream().map(figures -> figures.texts().get(at)).toList())));
    }
    lines.add("");
    lines.add("| the figures rest on | which is |");
    lines.add("|---|---|");
    Assumed.named().forEach((what, why) -> lines.add("| %s | %s |".formatted(what, why)));
    return lines;
  }

  /** The same for programs: the figures of each kind of month, by their names. */
  public Map<String, Object> toJson() {
    Map<String, Object> all = new LinkedHashMap<>();
    months.forEach(
        (name, figures) -> {
          Map<String, String> texts = new LinkedHashMap<>();
          for (int row = 0; row < Figures.NAMES.size(); row++) {
            texts.put(Figures.NAMES.get(row), figures.texts().get(row));
          }
          all.put(name, texts);
        });
    return Map.of("months", all, "assumed", Assumed.named());
  }
}
