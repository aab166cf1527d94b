package io.keystoreconnector.emulator.stacks;

import org.jspecify.annotations.Nullable;

/**
 * An output of a stack.
 *
 * @param exportName under which other stacks can use it; null if they cannot
 */
public record StackOutput(String value, String description, @Nullable String exportName) {}
