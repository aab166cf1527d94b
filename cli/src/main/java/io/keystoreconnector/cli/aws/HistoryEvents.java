package io.keystoreconnector.cli.aws;

import io.keystoreconnector.statemachine.HistoryEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Events of Step Functions in the form that this project's runner uses for its own. */
final class HistoryEvents {

  private HistoryEvents() {}

  static HistoryEvent of(software.amazon.awssdk.services.sfn.model.HistoryEvent event) {
    return new HistoryEvent(
        event.id(),
        event.previousEventId(),
        event.timestamp(),
        event.typeAsString(),
        details(event));
  }

  /** Whatever the type: one of the fields holds the details, the others are empty. */
  private static Map<String, Object> details(SdkPojo event) {
    Map<String, Object> details = new LinkedHashMap<>();
    for (SdkField<?> field : event.sdkFields()) {
      if (field.getValueOrDefault(event) instanceof SdkPojo pojo) {
        details.putAll(map(pojo));
      }
    }
    return details;
  }

  private static Map<String, Object> map(SdkPojo pojo) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value instanceof SdkPojo inner) {
        map.put(field.locationName(), map(inner));
      } else if (value != null) {
        map.put(field.locationName(), value);
      }
    }
    return map;
  }
}
