package io.keystoreconnector.watch.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecordingPropertiesTest {

  /** What is known at the end does not depend on the order, as long as no key store goes away. */
  @Property
  void newsMayComeInAnyOrderAndTwice(@ForAll("news") List<News> news, @ForAll long seed) {
    List<News> mixed = new ArrayList<>(news);
    mixed.addAll(news);
    Collections.shuffle(mixed, new Random(seed));
    assertThat(content(mixed)).isEqualTo(content(sorted(news)));
  }

  private static List<News> sorted(List<News> news) {
    return news.stream().sorted(Comparator.comparing(News::at)).toList();
  }

  /** The attributes, without how often each row was written. */
  private static Map<String, Map<String, Object>> content(List<News> news) {
    Known known = Reported.after(news);
    List<Row> rows = new ArrayList<>(known.keyStores().values());
    if (known.self() != null) {
      rows.add(Objects.requireNonNull(known.self()));
    }
    return rows.stream()
        .collect(
            Collectors.toMap(
                Row::entry,
                row -> {
                  Map<String, Object> fields = RowFields.of(row);
                  fields.remove(RowFields.VERSION);
                  return fields;
                }));
  }

  /** Each has its own time. */
  @Provide
  Arbitrary<List<News>> news() {
    Arbitrary<Integer> kind = Arbitraries.integers().between(0, 3);
    Arbitrary<String> state =
        Arbitraries.of("CONNECTED", "CONNECTING", "DISCONNECTED", "DISCONNECTING", "FAILED");
    return Arbitraries.integers()
        .between(0, 200)
        .list()
        .uniqueElements()
        .ofMaxSize(8)
        .flatMap(
            minutes ->
                Combinators.combine(
                        kind.list().ofSize(minutes.size()), state.list().ofSize(minutes.size()))
                    .as(
                        (kinds, states) -> {
                          List<News> all = new ArrayList<>();
                          for (int i = 0; i < minutes.size(); i++) {
                            all.add(one(kinds.get(i), minutes.get(i), states.get(i)));
                          }
                          return all;
                        }));
  }

  private static News one(int kind, int minute, String state) {
    return switch (kind) {
      case 0 -> Reported.inventory(minute, Reported.seen(Reported.STORE, state, minute));
      case 1 -> Reported.run(minute, "NEEDS_A_PERSON", "USER_LOCKED_OUT");
      default -> Reported.changed(minute, state, state.equals("FAILED") ? "CODE" : null);
    };
  }
}
