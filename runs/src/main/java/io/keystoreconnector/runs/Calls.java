package io.keystoreconnector.runs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls to AWS, without their parameters. */
record Calls(RunData data) {

  List<Map<String, Object>> toJson() {
    return data.calls().stream().map(Calls::call).toList();
  }

  private static Map<String, Object> call(RunData.Timed<ServiceCall> timed) {
    ServiceCall call = timed.what();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("atMillis", timed.atMillis());
    json.put("service", ServiceWords.label(call));
    json.put("operation", call.operation());
    json.put("error", call.error() == null ? "" : call.error());
    json.put("answer", ServiceWords.answer(call));
    return json;
  }
}
