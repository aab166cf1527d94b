package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Tone;

/**
 * One line of a timeline.
 *
 * @param atMillis since the start
 * @param label who or what this is about, in one short word
 */
public record Line(long atMillis, String label, Tone tone, String text) {}
