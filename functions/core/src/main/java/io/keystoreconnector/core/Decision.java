package io.keystoreconnector.core;

import java.time.Instant;

/**
 * What to do next, and why.
 *
 * @param progress what to remember, the action included
 * @param journal what the journal is to be
 * @param write whether the journal must be written down before the action
 * @param report what there would be to tell if the run ended here
 * @param waitSeconds how long to wait before the next look
 * @param lastLook until when another look may begin and still end, whatever happens, within the
 *     window
 */
public record Decision(
    Action action,
    String why,
    Progress progress,
    JournalView journal,
    boolean write,
    Report report,
    int waitSeconds,
    Instant lastLook) {}
