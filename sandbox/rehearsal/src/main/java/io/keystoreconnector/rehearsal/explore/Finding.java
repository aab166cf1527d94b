package io.keystoreconnector.rehearsal.explore;

import java.util.List;

/**
 * A rule that some interleaving of a small world breaks.
 *
 * @param steps the shortest interleaving that breaks it
 * @param expected whether the world's file says so
 * @param status how the world's main execution ends
 */
public record Finding(
    String rule, String sentence, List<String> steps, boolean expected, String status) {}
