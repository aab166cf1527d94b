package io.keystoreconnector.statemachine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The end of a state: its output, the variables that it sets, and the next state (null at the end).
 */
record Transition(Payload output, Map<String, Payload> assigned, @Nullable String next) {}
