package io.keystoreconnector.statemachine;

/** Passes on its input, or a value made from it. */
record PassState(Exit exit) implements State {
  static final String TYPE = "Pass";

  static PassState load(DefinitionReader fields) {
    return new PassState(Exit.load(fields));
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
