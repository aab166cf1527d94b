package io.keystoreconnector.cli.story;

import io.keystoreconnector.cli.terminal.Style;

/**
 * One entry of a timeline.
 *
 * @param atMillis since the start
 * @param label whom or what it is about, in one short word
 */
public record TimelineEntry(long atMillis, String label, Style style, String text) {}
