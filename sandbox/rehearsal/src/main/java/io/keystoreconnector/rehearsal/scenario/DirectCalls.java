package io.keystoreconnector.rehearsal.scenario;

import io.keystoreconnector.emulator.direct.DirectService;
import io.keystoreconnector.emulator.service.AwsEndpoint;
import io.keystoreconnector.emulator.service.Reply;
import io.keystoreconnector.statemachine.time.VirtualTime;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Calls as separate pieces of work on the clock: calls of several runs take turns, and one that
 * takes longer than its client waits still takes effect.
 */
final class DirectCalls implements DirectService {

  private final VirtualTime time;
  private final AwsEndpoint aws;
  private final CallTracker tracker;
  private final WorkOrder order;

  DirectCalls(VirtualTime time, AwsEndpoint aws, CallTracker tracker, WorkOrder order) {
    this.time = time;
    this.aws = aws;
    this.tracker = tracker;
    this.order = order;
  }

  @Override
  public Reply.Answer answer(String target, String body, int patienceMillis) throws IOException {
    CallTracker.Invocation by = CallTracker.current();
    AtomicReference<Object> outcome = new AtomicReference<>();
    AtomicBoolean gaveUp = new AtomicBoolean();
    String work = by.run() + "/" + target;
    order.announce(work, List.of(by.run() + " " + target.substring(target.indexOf('.') + 1)));
    time.start(
        work,
        () -> {
          var unused = order.begin(work);
          outcome.set(outcome(target, body, by, gaveUp));
        });
    time.await(time.instant().plusMillis(patienceMillis), () -> outcome.get() != null);
    gaveUp.set(outcome.get() == null);
    return switch (outcome.get()) {
      case Reply.Answer answer -> answer;
      case Reply.Silence silence -> throw new SocketException("Unexpected end of file from server");
      case RuntimeException mistake ->
          throw new IllegalStateException("the sandbox failed", mistake);
      case null, default -> throw new SocketTimeoutException("Read timed out");
    };
  }

  private Object outcome(
      String target, String body, CallTracker.Invocation by, AtomicBoolean gaveUp) {
    try {
      Reply reply = aws.handle(target, body);
      tracker.called(by, !gaveUp.get());
      return reply;
    } catch (RuntimeException mistake) {
      return mistake;
    }
  }
}
