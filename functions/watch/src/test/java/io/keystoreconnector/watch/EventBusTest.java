package io.keystoreconnector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class EventBusTest {

  private final List<Integer> calls = new ArrayList<>();
  private final Gaps gaps = new Gaps(context());

  @Test
  void noCallHasMoreThanTenEvents() {
    assertThat(put(23, Set.of())).hasSize(23);
    assertThat(calls).containsExactly(10, 10, 3);
  }

  @Test
  void whatTheBusDidNotAcceptIsKnownOneByOneAndNamed() {
    assertThat(put(12, Set.of(0, 11)))
        .extracting(event -> ((Event.StateChanged) event).keyStoreId())
        .doesNotContain("cks-0", "cks-11")
        .hasSize(10);
    assertThat(gaps.named())
        .containsExactly(
            "the event Key Store State Changed: ThrottlingException",
            "the event Key Store State Changed: ThrottlingException");
  }

  private List<Event> put(int count, Set<Integer> refused) {
    List<Event> events =
        IntStream.range(0, count)
            .<Event>mapToObj(
                i ->
                    new Event.StateChanged(
                        "cks-" + i,
                        "payments",
                        "AWS_CLOUDHSM",
                        "CONNECTED",
                        "FAILED",
                        null,
                        Watched.NOW,
                        true,
                        true,
                        false))
            .toList();
    return new EventBus(bus(refused), "default").put(events, Watched.PLACE, Watched.NOW, gaps);
  }

  private EventBridgeClient bus(Set<Integer> refused) {
    return new EventBridgeClient() {
      @Override
      public PutEventsResponse putEvents(PutEventsRequest request) {
        int from = calls.stream().mapToInt(Integer::intValue).sum();
        calls.add(request.entries().size());
        List<PutEventsResultEntry> entries =
            IntStream.range(from, from + request.entries().size())
                .mapToObj(
                    i ->
                        PutEventsResultEntry.builder()
                            .errorCode(refused.contains(i) ? "ThrottlingException" : null)
                            .build())
                .toList();
        long failed = entries.stream().filter(entry -> entry.errorCode() != null).count();
        return PutEventsResponse.builder().failedEntryCount((int) failed).entries(entries).build();
      }

      @Override
      public String serviceName() {
        return "events";
      }

      @Override
      public void close() {}
    };
  }

  private static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            EventBusTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> 120_000);
  }
}
