package io.keystoreconnector.core;

/**
 * A command that a person can run next.
 *
 * @param purpose when or what for, as the rest of a sentence that begins with "Run it"
 * @param command a whole line for a shell; what is not known is a placeholder such as {@code
 *     <SECRET>}, which no shell accepts
 */
public record NextCommand(String purpose, String command) {}
