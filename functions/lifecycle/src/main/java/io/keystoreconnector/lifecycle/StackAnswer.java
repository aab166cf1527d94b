package io.keystoreconnector.lifecycle;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * The answer to CloudFormation.
 *
 * @param reason one or two sentences, shown in the stack's events
 * @param data the resource's attributes
 */
record StackAnswer(boolean success, String reason, Map<String, String> data) {

  /**
   * In bytes of UTF-8, the whole body.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">Custom
   *     resource response objects</a>
   */
  static final int LONGEST = 4096;

  /** The value of an attribute that there is not. */
  static final String NONE = "none";

  /**
   * The attributes of an answer; each has a value, because a stack may refer to it.
   *
   * @param executionArn null if no run was started
   * @param provedBy the KMS operation that used the key store; null if none did
   */
  static Map<String, String> attributes(
      String outcome,
      String state,
      String keyStore,
      @Nullable String executionArn,
      @Nullable String provedBy) {
    return Map.of(
        "Outcome", outcome,
        "ConnectionState", state,
        "CustomKeyStoreId", keyStore,
        "ExecutionArn", Objects.requireNonNullElse(executionArn, NONE),
        "ProvedBy", Objects.requireNonNullElse(provedBy, NONE));
  }

  static StackAnswer succeeded(String reason) {
    return new StackAnswer(true, reason, Map.of());
  }

  static StackAnswer failed(String reason) {
    return new StackAnswer(false, reason, Map.of());
  }

  /** The body to send; a reason that is too long is cut. */
  byte[] body(Callback callback) {
    String cut = reason;
    byte[] body = body(callback, cut);
    while (body.length >= LONGEST && !cut.isEmpty()) {
      cut = Texts.shortened(cut, cut.length() * 9 / 10);
      body = body(callback, cut);
    }
    return body;
  }

  private byte[] body(Callback callback, String cut) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Status", success ? "SUCCESS" : "FAILED");
    json.put("Reason", cut);
    json.put("PhysicalResourceId", callback.physicalResourceId());
    json.put("StackId", callback.stackId());
    json.put("RequestId", callback.requestId());
    json.put("LogicalResourceId", callback.logicalResourceId());
    json.put("Data", data);
    return new JSONObject(json).toString().getBytes(StandardCharsets.UTF_8);
  }
}
