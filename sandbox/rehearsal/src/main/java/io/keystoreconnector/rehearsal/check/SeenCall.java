package io.keystoreconnector.rehearsal.check;

import io.keystoreconnector.emulator.world.CallRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call to a service, and who made it.
 *
 * @param run the execution for which it was made
 * @param invocation which of that run's invocations of functions made it, counted from 0
 * @param position how many events the world had recorded when the call ended
 * @param heard whether its client was still waiting for the answer
 */
public record SeenCall(String run, int invocation, int position, CallRecord call, boolean heard) {

  static final String DESCRIBE = "DescribeCustomKeyStores";
  static final String CLUSTERS = "DescribeClusters";
  static final String CONNECT = "ConnectCustomKeyStore";
  static final String DISCONNECT = "DisconnectCustomKeyStore";
  static final String UPDATE = "UpdateCustomKeyStore";
  static final String CREATE_HSM = "CreateHsm";
  static final String LABEL = "UpdateSecretVersionStage";
  static final String SECRET = "DescribeSecret";
  static final String VALUE = "GetSecretValue";
  static final String PUT_ITEM = "PutItem";
  static final String GENERATE_RANDOM = "GenerateRandom";
  static final String ENCRYPT = "Encrypt";

  private static final int GOOD = 200;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final List<String> LOOKS =
      List.of(DESCRIBE, CLUSTERS, SECRET, VALUE, GENERATE_RANDOM, ENCRYPT);

  /** Which holds only the connector's own memory. */
  private static final String JOURNAL = "dynamodb";

  /** The calls by which a run changes the world, with their names in the journal and the report. */
  private static final Map<String, String> ACTS =
      Map.of(CONNECT, "Connect", DISCONNECT, "Disconnect", UPDATE, "Update", CREATE_HSM, "AddHsm");

  /** The act that it carries out; empty if it is none. */
  Optional<String> act() {
    return Optional.ofNullable(ACTS.get(call.operation()));
  }

  boolean is(String operation) {
    return call.operation().equals(operation);
  }

  /** Whether it is meant to change something other than the connector's own memory. */
  boolean changes() {
    return !LOOKS.contains(call.operation()) && !call.service().equals(JOURNAL);
  }

  /** Whether the service carried it out, even if the answer was lost. */
  boolean tookEffect() {
    return call.status() == GOOD
        || (call.status() == 0
            && "LOST_RESPONSE".equals(call.error())
            && !call.result().containsKey("__type"));
  }

  /** Whether the caller cannot know that nothing was done. */
  boolean mayHaveTakenEffect() {
    return call.status() == GOOD || call.status() == 0 || call.status() >= FIRST_SERVER_ERROR;
  }

  /** Whether it was answered with success, and in time. */
  boolean succeeded() {
    return call.status() == GOOD && heard;
  }

  String text(String parameter) {
    return String.valueOf(call.parameters().get(parameter));
  }

  /** The items of a list in the answer. */
  List<Map<?, ?>> items(String list) {
    return Json.objects(call.result().get(list));
  }
}
