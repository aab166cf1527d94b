package io.keystoreconnector.lifecycle;

import java.util.Map;
import java.util.Optional;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * Where and about what to answer CloudFormation. It is in the execution's input, as {@code
 * callback}.
 *
 * @param physicalResourceId the resource's physical id after the answer
 */
record Callback(
    ResponseUrl responseUrl,
    String stackId,
    String requestId,
    String logicalResourceId,
    String physicalResourceId) {

  /** The field of the execution's input. */
  static final String FIELD = "callback";

  /** From an execution's input; empty if there is none, or if it lacks what an answer needs. */
  static Optional<Callback> of(@Nullable JSONObject json) {
    return json == null
        ? Optional.empty()
        : of(
            Json.text(json, "responseUrl"),
            Json.text(json, "stackId"),
            Json.text(json, "requestId"),
            Json.text(json, "logicalResourceId"),
            Json.text(json, "physicalResourceId"));
  }

  /** Empty if one is missing. */
  static Optional<Callback> of(
      @Nullable String url,
      @Nullable String stack,
      @Nullable String request,
      @Nullable String logical,
      @Nullable String physical) {
    return url == null || stack == null || request == null || logical == null || physical == null
        ? Optional.empty()
        : Optional.of(new Callback(new ResponseUrl(url), stack, request, logical, physical));
  }

  Map<String, Object> json() {
    return Map.of(
        "responseUrl", responseUrl.reveal(),
        "stackId", stackId,
        "requestId", requestId,
        "logicalResourceId", logicalResourceId,
        "physicalResourceId", physicalResourceId);
  }
}
