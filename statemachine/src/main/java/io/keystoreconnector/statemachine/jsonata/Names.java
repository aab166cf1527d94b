package io.keystoreconnector.statemachine.jsonata;

import java.util.Set;

/**
 * What an expression uses from outside: variables (without the dollar sign), functions it calls,
 * fields of {@code $states}, and names read from the context item, which Step Functions does not
 * provide.
 */
public record Names(
    Set<String> variables, Set<String> functions, Set<String> states, Set<String> context) {}
