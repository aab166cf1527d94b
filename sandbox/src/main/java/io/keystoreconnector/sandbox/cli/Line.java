package io.keystoreconnector.sandbox.cli;

/**
 * One line of a timeline.
 *
 * @param atMillis since the start
 * @param label who or what this is about, in one short word
 */
record Line(long atMillis, String label, Tone tone, String text) {}
