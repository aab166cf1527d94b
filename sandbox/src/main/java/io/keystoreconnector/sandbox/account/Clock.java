package io.keystoreconnector.sandbox.account;

import io.keystoreconnector.sandbox.world.Passage;
import io.keystoreconnector.statemachine.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The clock of an account.
 *
 * @param passage how a slow call spends time
 * @param jump moves the clock on at once
 * @param stop is to be called in the end
 */
record Clock(Timeline timeline, Passage passage, Consumer<Duration> jump, Runnable stop) {}
