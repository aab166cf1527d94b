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
 * @param unchangedResourceId the same if nothing was changed: CloudFormation may delete a resource
 *     with a new physical id, and that delete must not undo what was never done
 */
record Callback(
    ResponseUrl responseUrl,
    String stackId,
    String requestId,
    String logicalResourceId,
    String physicalResourceId,
    String unchangedResourceId) {

  /** The field of the execution's input. */
  static final String FIELD = "callback";

  /** From an execution's input; empty if there is none, or if it lacks what an answer needs. */
  static Optional<Callback> of(@Nullable JSONObject json) {
    if (json == null) {
      return Optional.empty();
    }
    String physical = Json.text(json, "physicalResourceId");
    String unchanged = Json.text(json, "unchangedResourceId");
    return of(
        Json.text(json, "responseUrl"),
        Json.text(json, "stackId"),
        Json.text(json, "requestId"),
        Json.text(json, "logicalResourceId"),
        physical,
        unchanged == null ? physical : unchanged);
  }

  /** Empty if one is missing. */
  static Optional<Callback> of(
      @Nullable String url,
      @Nullable String stack,
      @Nullable String request,
      @Nullable String logical,
      @Nullable String physical,
      @Nullable String unchanged) {
    return url == null
            || stack == null
            || request == null
            || logical == null
            || physical == null
            || unchanged == null
        ? Optional.empty()
        : Optional.of(
            new Callback(new ResponseUrl(url), stack, request, logical, physical, unchanged));
  }

  /** The same for an answer after which the resource has this physical id. */
  Callback with(String physicalId) {
    return new Callback(
        responseUrl, stackId, requestId, logicalResourceId, physicalId, unchangedResourceId);
  }

  /** The same for an answer after which the resource is what it was before. */
  Callback unchanged() {
    return with(unchangedResourceId);
  }

  /** The resource's runs. */
  ResourceRuns runs() {
    return new ResourceRuns(stackId, logicalResourceId);
  }

  Map<String, Object> json() {
    return Map.of(
        "responseUrl", responseUrl.reveal(),
        "stackId", stackId,
        "requestId", requestId,
        "logicalResourceId", logicalResourceId,
        "physicalResourceId", physicalResourceId,
        "unchangedResourceId", unchangedResourceId);
  }
}
