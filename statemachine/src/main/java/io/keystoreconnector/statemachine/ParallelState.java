package io.keystoreconnector.statemachine;

import io.keystoreconnector.statemachine.jsonata.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs branches in parallel; the result is the list of their outputs. */
record ParallelState(
    List<Flow> branches, @Nullable Template arguments, ErrorHandling errors, Exit exit)
    implements State {
  static final String TYPE = "Parallel";

  /** One of the parallel sequences. */
  record Branch(StateSequence sequence, String name, Flow flow, Payload input)
      implements Branches.Branch {
    @Override
    public Payload run() throws StateFailed {
      return sequence.run(flow, input);
    }
  }

  static ParallelState load(DefinitionReader fields, LoadContext context) {
    List<Flow> branches = new ArrayList<>();
    for (DefinitionReader branch : fields.children("Branches")) {
      branches.add(Flow.load(branch, context));
      branch.refuseOthers("a branch");
    }
    if (branches.isEmpty()) {
      fields.problem("Branches", "needs at least one branch");
    }
    return new ParallelState(
        branches, fields.template("Arguments"), ErrorHandling.load(fields), Exit.load(fields));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Transition run(Visit visit) throws StateFailed {
    return errors.run(
        visit, () -> attempt(visit), () -> visit.append("ParallelStateFailed", Map.of()));
  }

  private Transition attempt(Visit visit) throws StateFailed {
    Payload input = visit.inputOr(arguments);
    visit.append("ParallelStateStarted", Map.of());
    Payload result = Payload.of(results(visit, input));
    visit.appendAside("ParallelStateSucceeded", Map.of());
    return exit.take(visit, visit.scope("result", result.value()), result);
  }

  private List<@Nullable Object> results(Visit visit, Payload input) throws StateFailed {
    List<Branch> started = new ArrayList<>();
    for (Flow flow : branches) {
      String name = visit.name() + "[" + started.size() + "]";
      started.add(new Branch(new StateSequence(visit.sequence(), Map.of()), name, flow, input));
    }
    return new Branches(visit.sequence(), started, started.size()).run();
  }
}
