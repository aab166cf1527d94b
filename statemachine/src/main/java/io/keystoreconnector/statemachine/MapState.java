package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the same states for every item of a list, inline; the result is the list of outputs. */
record MapState(
    Flow processor,
    @Nullable Template items,
    @Nullable Template itemSelector,
    @Nullable Template maxConcurrency,
    ErrorHandling errors,
    Exit exit)
    implements State {
  static final String TYPE = "Map";

  /** How many iterations an inline Map runs at once by default, and at most. */
  private static final int MOST_AT_ONCE = 40;

  /** The sequence of states for one item. */
  record Iteration(
      StateSequence sequence, String name, Flow flow, Payload input, Map<String, ?> details)
      implements Branches.Branch {
    @Override
    public void begin() {
      sequence.append("MapIterationStarted", details);
    }

    @Override
    public Payload run() throws StateFailed {
      return sequence.run(flow, input);
    }

    @Override
    public void succeeded() {
      sequence.append("MapIterationSucceeded", details);
    }

    @Override
    public void gaveUp(long because, boolean failed) {
      sequence.append(because, failed ? "MapIterationFailed" : "MapIterationAborted", details);
    }
  }

  static MapState load(DefinitionReader fields, LoadContext context) {
    DefinitionReader processor = fields.child("ItemProcessor", "");
    if (processor.has("ProcessorConfig")) {
      DefinitionReader config = processor.child("ProcessorConfig");
      config.only("Mode", "INLINE");
      config.refuseOthers("an inline Map");
    }
    Flow flow = Flow.load(processor, context);
    processor.refuseOthers("an ItemProcessor");
    return new MapState(
        flow,
        fields.listOrExpression("Items"),
        fields.template("ItemSelector"),
        fields.numberOrExpression("MaxConcurrency", 0),
        ErrorHandling.load(fields),
        Exit.load(fields));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Transition run(Visit visit) throws StateFailed {
    return errors.run(visit, () -> attempt(visit), () -> visit.append("MapStateFailed", Map.of()));
  }

  private Transition attempt(Visit visit) throws StateFailed {
    List<?> list = list(visit);
    int atOnce = atOnce(visit);
    visit.append("MapStateStarted", Map.of("length", list.size()));
    Payload result = Payload.of(results(visit, list, atOnce));
    visit.appendAside("MapStateSucceeded", Map.of());
    return exit.take(visit, visit.scope("result", result.value()), result);
  }

  private List<?> list(Visit visit) throws StateFailed {
    Object value = items == null ? visit.input().value() : visit.evaluate(items, visit.scope());
    if (value instanceof List<?> list) {
      return list;
    }
    throw items == null
        ? visit.queryError("", "Map state input must be an array but was: " + visit.input().text())
        : visit.wrongType(items, "array", value);
  }

  private int atOnce(Visit visit) throws StateFailed {
    if (maxConcurrency == null) {
      return MOST_AT_ONCE;
    }
    Object value = visit.evaluate(maxConcurrency, visit.scope());
    if (!(value instanceof Number)) {
      throw visit.wrongType(maxConcurrency, "number", value);
    }
    if (!(value instanceof Integer number) || number < 0) {
      throw visit.valueError("MaxConcurrency", "must be a whole number, 0 or more");
    }
    return number == 0 ? MOST_AT_ONCE : Math.min(number, MOST_AT_ONCE);
  }

  private List<@Nullable Object> results(Visit visit, List<?> list, int atOnce) throws StateFailed {
    List<Iteration> iterations = new ArrayList<>();
    for (Object item : list) {
      iterations.add(iteration(visit, iterations.size(), item));
    }
    return new Branches(visit.sequence(), iterations, atOnce).run();
  }

  private Iteration iteration(Visit visit, int index, @Nullable Object item) throws StateFailed {
    Map<String, @Nullable Object> current = new LinkedHashMap<>();
    current.put("Index", index);
    current.put("Value", item);
    Map<String, ?> map = Map.of("Item", current);
    Object input = itemSelector == null ? item : visit.evaluate(itemSelector, visit.itemScope(map));
    return new Iteration(
        new StateSequence(visit.sequence(), Map.of("Map", map)),
        visit.name() + "[" + index + "]",
        processor,
        visit.limited(Payload.of(input)),
        Map.of("name", visit.name(), "index", index));
  }
}
