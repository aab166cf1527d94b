package io.keystoreconnector.rehearsal.storm;

import java.util.Map;

/**
 * A rule that a case breaks.
 *
 * @param seed the seed of the case
 * @param scenario the smallest scenario found that also breaks it
 */
public record Violation(long seed, String rule, String sentence, Map<String, Object> scenario) {}
