/**
 * Runs the Amazon States Language locally, JSONata only, on real or virtual time.
 *
 * <p>To read it: {@link io.keystoreconnector.statemachine.StateMachine} is a definition, read by
 * {@code DefinitionReader} and {@code Flow}, one record for each type of state. {@link
 * io.keystoreconnector.statemachine.Execution} runs it: a {@code StateSequence} goes from state to
 * state, a {@code Visit} is one visit to a state, {@code ErrorHandling} is Retry and Catch, {@code
 * Branches} are the sequences within a Map or a Parallel. Time is in the package {@code time},
 * expressions are in {@code jsonata}, and {@code lint} checks a definition without running it.
 */
package io.keystoreconnector.statemachine;
