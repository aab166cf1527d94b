package io.keystoreconnector.statemachine;

/** One state of a definition, ready to run. */
sealed interface State
    permits TaskState,
        ChoiceState,
        WaitState,
        PassState,
        MapState,
        ParallelState,
        SucceedState,
        FailState {

  /** The name of the type in the definition; the names of its events begin with it. */
  String type();

  /** Runs the state and returns the transition. */
  Transition run(Visit visit) throws StateFailed;

  /** Reads a state; problems are added to those of the fields. */
  static State load(DefinitionReader fields, LoadContext context) {
    fields.only("QueryLanguage", "JSONata");
    String type = fields.requiredText("Type");
    State state =
        switch (type) {
          case TaskState.TYPE -> TaskState.load(fields, context);
          case ChoiceState.TYPE -> ChoiceState.load(fields);
          case WaitState.TYPE -> WaitState.load(fields);
          case PassState.TYPE -> PassState.load(fields);
          case MapState.TYPE -> MapState.load(fields, context);
          case ParallelState.TYPE -> ParallelState.load(fields, context);
          case SucceedState.TYPE -> SucceedState.load(fields);
          case FailState.TYPE -> FailState.load(fields);
          default -> unknown(fields, type);
        };
    fields.refuseOthers("a " + type + " state");
    return state;
  }

  private static State unknown(DefinitionReader fields, String type) {
    fields.problem("Type", "is \"" + type + "\", which is no type of state");
    return FailState.load(fields);
  }
}
