package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code faults} of a world file: which fault, on what, and when. */
final class FaultJson {

  private static final String ALL = "ALL";

  /** What a fault of a call can strike. A test compares it with what is emulated. */
  static final List<String> OPERATIONS =
      List.of(
          "CreateCustomKeyStore",
          "DescribeCustomKeyStores",
          "ConnectCustomKeyStore",
          "DisconnectCustomKeyStore",
          "UpdateCustomKeyStore",
          "DeleteCustomKeyStore",
          "GenerateRandom",
          "Encrypt",
          "ListKeys",
          "DescribeKey",
          "ListAliases",
          "DescribeClusters",
          "DescribeBackups",
          "CreateHsm",
          "DeleteHsm",
          "ModifyCluster",
          "GetSecretValue",
          "DescribeSecret",
          "PutSecretValue",
          "UpdateSecretVersionStage",
          "GetRandomPassword",
          "GetItem",
          "PutItem",
          "DeleteItem",
          "DescribeTable",
          "Query",
          "Scan",
          "StartExecution",
          "DescribeExecution",
          "ListExecutions",
          "GetExecutionHistory",
          "StopExecution",
          "DescribeStateMachine",
          "ListStateMachines",
          "DescribeStacks",
          "CreateChangeSet",
          "DescribeChangeSet",
          "ExecuteChangeSet",
          "DeleteChangeSet",
          "DescribeStackEvents",
          "DeleteStack",
          "HeadBucket",
          "HeadObject",
          "PutObject",
          "DescribeDBInstances",
          "DescribeDBClusters",
          "PutEvents",
          "Publish");

  /** The names of faults in a world file. */
  private enum Name {
    THROTTLE,
    ACCESS_DENIED,
    REFUSE,
    SERVER_ERROR,
    LATENCY,
    LOST_REQUEST,
    LOST_RESPONSE,
    CONNECT_FAILS,
    CONNECT_NEVER_ENDS,
    CONNECT_TAKES,
    EVENT_FAILS
  }

  private FaultJson() {}

  static PlannedFault read(JsonObjectReader fields) {
    fields.text("fault");
    Name name = fields.choice("fault", Name.REFUSE);
    Fault fault = fault(fields, name);
    PlannedFault planned =
        new PlannedFault(fault, when(fields, fault, name), fields.number("seen", 0));
    fields.nothingElse();
    return planned;
  }

  private static Fault fault(JsonObjectReader fields, Name name) {
    return switch (name) {
      case THROTTLE -> new Fault.Refuse(AwsError.THROTTLING);
      case ACCESS_DENIED -> new Fault.Refuse(AwsError.ACCESS_DENIED);
      case REFUSE -> new Fault.Refuse(error(fields));
      case SERVER_ERROR -> new Fault.ServerError();
      case LATENCY -> new Fault.Latency(fields.millis("seconds", 1000) / 1000.0);
      case LOST_REQUEST -> new Fault.LostRequest();
      case LOST_RESPONSE -> new Fault.LostResponse();
      case CONNECT_FAILS -> new Fault.ConnectFails(fields.text("code"));
      case CONNECT_NEVER_ENDS -> new Fault.ConnectNeverEnds();
      case CONNECT_TAKES -> new Fault.ConnectTakes(fields.number("seconds", 1140));
      case EVENT_FAILS -> new Fault.EventFails(fields.text("code", "InternalException"));
    };
  }

  private static AwsError error(JsonObjectReader fields) {
    return AwsError.named(fields.text("error"))
        .orElseThrow(
            () ->
                WorldFormatException.about(
                    fields,
                    "error",
                    "must be the name of an error that an emulated service returns,"
                        + " such as CloudHsmClusterNotActiveException"));
  }

  private static PlannedFault.When when(JsonObjectReader fields, Fault fault, Name name) {
    boolean window = fields.has("from") || fields.has("to") || name == Name.ACCESS_DENIED;
    return new PlannedFault.When(
        target(fields, fault),
        fields.millis("from", 0),
        fields.millis("to", Long.MAX_VALUE),
        fields.number("nth", 1),
        count(fields, window));
  }

  /** An operation that does not exist would never be struck, so it is a typo. */
  private static String target(JsonObjectReader fields, Fault fault) {
    String field = targetField(fault);
    String target = fields.text(field, "*");
    if (fault instanceof Fault.OfCall && !target.equals("*") && !OPERATIONS.contains(target)) {
      throw WorldFormatException.about(
          fields, field, "must be * or one of " + String.join(", ", OPERATIONS));
    }
    return target;
  }

  private static String targetField(Fault fault) {
    return switch (fault) {
      case Fault.OfCall call -> "operation";
      case Fault.OfConnect connect -> "keyStore";
      case Fault.OfEvent event -> "source";
    };
  }

  /** Within a window, and for a missing permission, every call is struck by default. */
  private static @Nullable Integer count(JsonObjectReader fields, boolean window) {
    boolean all = ALL.equals(fields.value("count")) || (window && !fields.has("count"));
    return all ? null : Integer.valueOf(fields.number("count", 1));
  }

  static Map<String, Object> write(PlannedFault planned) {
    PlannedFault.When when = planned.when;
    Map<String, Object> json = new LinkedHashMap<>();
    write(planned.fault, json);
    json.put(targetField(planned.fault), when.target());
    json.put("from", Seconds.of(when.fromMillis()));
    if (when.toMillis() != Long.MAX_VALUE) {
      json.put("to", Seconds.of(when.toMillis()));
    }
    json.put("nth", when.nth());
    json.put("count", when.count() == null ? ALL : when.count());
    json.put("seen", planned.seen);
    return json;
  }

  private static void write(Fault fault, Map<String, Object> json) {
    switch (fault) {
      case Fault.Refuse(AwsError error) -> put(json, Name.REFUSE, "error", error.wireName());
      case Fault.ServerError() -> put(json, Name.SERVER_ERROR);
      case Fault.Latency(double seconds) -> put(json, Name.LATENCY, "seconds", seconds);
      case Fault.LostRequest() -> put(json, Name.LOST_REQUEST);
      case Fault.LostResponse() -> put(json, Name.LOST_RESPONSE);
      case Fault.ConnectFails(String code) -> put(json, Name.CONNECT_FAILS, "code", code);
      case Fault.ConnectNeverEnds() -> put(json, Name.CONNECT_NEVER_ENDS);
      case Fault.ConnectTakes(int seconds) -> put(json, Name.CONNECT_TAKES, "seconds", seconds);
      case Fault.EventFails(String code) -> put(json, Name.EVENT_FAILS, "code", code);
    }
  }

  private static void put(Map<String, Object> json, Name name) {
    json.put("fault", name.name());
  }

  private static void put(Map<String, Object> json, Name name, String field, Object value) {
    put(json, name);
    json.put(field, value);
  }
}
