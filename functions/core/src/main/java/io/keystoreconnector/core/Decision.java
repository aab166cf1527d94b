package io.keystoreconnector.core;

import java.time.Instant;

/**
 * What to do next, and why.
 *
 * @param progress what to remember, the action included
 * @param journal the journal after the decision
 * @param write whether the journal must be written down before the action
 * @param report the report if the run ended here
 * @param waitSeconds how long to wait before the next check
 * @param lastLook the latest time at which another check may begin and still end within the window,
 *     whatever happens
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
