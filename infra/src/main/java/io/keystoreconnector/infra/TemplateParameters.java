package io.keystoreconnector.infra;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.ICfnConditionExpression;
import software.amazon.awscdk.Stack;

/** The values of a template's parameters, which only the deployment knows. */
final class TemplateParameters {

  private final Stack stack;
  private final Map<Parameter, CfnParameter> parameters = new EnumMap<>(Parameter.class);
  private final Map<Parameter, CfnCondition> given = new EnumMap<>(Parameter.class);

  /** Declares every parameter in the stack. */
  TemplateParameters(Stack stack) {
    this.stack = stack;
    for (Parameter parameter : Parameter.values()) {
      parameters.put(parameter, parameter.in(stack));
    }
  }

  /** The value; of a list, its members with commas between them. */
  String value(Parameter parameter) {
    return parameter.isList()
        ? Fn.join(",", list(parameter))
        : requireNonNull(parameters.get(parameter)).getValueAsString();
  }

  /** The value, or the other one if none was entered. */
  String valueOr(Parameter parameter, String otherwise) {
    return Conditions.choose(given(parameter), value(parameter), otherwise);
  }

  /** The members of a list. */
  List<String> list(Parameter parameter) {
    return requireNonNull(parameters.get(parameter)).getValueAsList();
  }

  /** The condition that a value was entered. */
  CfnCondition given(Parameter parameter) {
    return given.computeIfAbsent(
        parameter,
        p -> CfnCondition.Builder.create(stack, "Has" + p.id()).expression(isGiven(p)).build());
  }

  /**
   * A request as a string, because only the deployment knows whether it contains an update.
   *
   * @param more further fields, with a comma before each
   */
  String request(Parameter keyStoreId, String more, Parameter update) {
    String change =
        Conditions.choose(given(update), Fn.join("", List.of(",\"update\":", value(update))), "");
    return Fn.join(
        "", List.of("{\"customKeyStoreId\":\"", value(keyStoreId), "\"", more, change, "}"));
  }

  /** The same as an expression, for rules, which cannot name a condition. */
  ICfnConditionExpression isGiven(Parameter parameter) {
    return Fn.conditionNot(Fn.conditionEquals(value(parameter), parameter.nothing()));
  }
}
