package io.keystoreconnector.lifecycle;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import java.util.Map;
import java.util.Optional;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * A request of CloudFormation to a custom resource. Printing the event would show its response URL,
 * a secret.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html">Custom
 *     resource request objects</a>
 */
final class StackEvent {

  /**
   * How the physical id of a resource begins for which nothing was ever done, so there is nothing
   * to undo.
   */
  static final String NOT_STARTED = "not-started-";

  private StackEvent() {}

  /**
   * Reads an event. A field of another type than the documented one counts as missing, so that the
   * stack is answered even then.
   */
  static CloudFormationCustomResourceEvent read(JSONObject json) {
    return CloudFormationCustomResourceEvent.builder()
        .withRequestType(Json.text(json, "RequestType"))
        .withResponseUrl(Json.text(json, "ResponseURL"))
        .withStackId(Json.text(json, "StackId"))
        .withRequestId(Json.text(json, "RequestId"))
        .withLogicalResourceId(Json.text(json, "LogicalResourceId"))
        .withPhysicalResourceId(Json.text(json, "PhysicalResourceId"))
        .withResourceProperties(map(json, "ResourceProperties"))
        .withOldResourceProperties(map(json, "OldResourceProperties"))
        .build();
  }

  private static @Nullable Map<String, Object> map(JSONObject json, String field) {
    JSONObject object = json.optJSONObject(field);
    return object == null ? null : object.toMap();
  }

  /**
   * Where to answer, with the physical id that the resource keeps if nothing is changed; empty if
   * the event lacks what an answer needs.
   */
  static Optional<Callback> callback(CloudFormationCustomResourceEvent event) {
    String present = event.getPhysicalResourceId();
    String unchanged = present == null ? NOT_STARTED + event.getRequestId() : present;
    return Callback.of(
        event.getResponseUrl(),
        event.getStackId(),
        event.getRequestId(),
        event.getLogicalResourceId(),
        unchanged,
        unchanged);
  }
}
