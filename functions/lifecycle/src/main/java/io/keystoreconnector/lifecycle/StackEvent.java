package io.keystoreconnector.lifecycle;

import java.util.Map;
import java.util.Optional;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * What CloudFormation asks of a custom resource. A field of another type than the documented one
 * counts as missing, so that the stack is answered even then.
 *
 * @param responseUrl a secret, so that the event never shows itself
 * @param properties null if there are none
 * @param oldProperties those before an update; null if there are none
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html">Custom
 *     resource request objects</a>
 */
record StackEvent(
    String requestType,
    @Nullable String responseUrl,
    @Nullable String stackId,
    @Nullable String requestId,
    @Nullable String logicalResourceId,
    @Nullable String physicalResourceId,
    @Nullable Map<String, Object> properties,
    @Nullable Map<String, Object> oldProperties) {

  static StackEvent of(JSONObject json) {
    return new StackEvent(
        String.valueOf(Json.text(json, "RequestType")),
        Json.text(json, "ResponseURL"),
        Json.text(json, "StackId"),
        Json.text(json, "RequestId"),
        Json.text(json, "LogicalResourceId"),
        Json.text(json, "PhysicalResourceId"),
        map(json, "ResourceProperties"),
        map(json, "OldResourceProperties"));
  }

  private static @Nullable Map<String, Object> map(JSONObject json, String field) {
    JSONObject object = json.optJSONObject(field);
    return object == null ? null : object.toMap();
  }

  /** Whom to answer; empty if the event lacks what an answer needs. */
  Optional<Callback> callback(String physicalResourceId) {
    return Callback.of(responseUrl, stackId, requestId, logicalResourceId, physicalResourceId);
  }

  @Override
  public String toString() {
    return "StackEvent[" + requestType + " of " + logicalResourceId + "]";
  }
}
