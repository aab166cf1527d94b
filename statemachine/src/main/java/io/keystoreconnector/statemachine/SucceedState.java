package io.keystoreconnector.statemachine;

/** Ends its sequence of states successfully. */
record SucceedState(Exit exit) implements State {
  static final String TYPE = "Succeed";

  static SucceedState load(DefinitionReader fields) {
    if (fields.has("Assign")) {
      fields.problem("Assign", "is not available in a Succeed state");
    }
    return new SucceedState(Exit.to(fields, null));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Transition run(Visit visit) throws StateFailed {
    return exit.take(visit, visit.scope(), visit.input());
  }
}
