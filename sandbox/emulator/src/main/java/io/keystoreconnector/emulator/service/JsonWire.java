package io.keystoreconnector.emulator.service;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.jr.ob.JSON;

/** AWS JSON, whose two versions differ in the media type only. */
enum JsonWire implements Wire {
  VERSION_1_0("application/x-amz-json-1.0"),
  VERSION_1_1("application/x-amz-json-1.1");

  private final String mediaType;

  JsonWire(String mediaType) {
    this.mediaType = mediaType;
  }

  @Override
  public @Nullable Map<String, Object> parameters(String body) {
    return body.isBlank() ? Map.of() : JsonText.object(body).orElse(null);
  }

  @Override
  public Reply.Answer answer(String operation, Outcome outcome) {
    return new Reply.Answer(
        outcome.status(),
        mediaType,
        UUID.randomUUID().toString(),
        JSON.std.asString(outcome.body()));
  }
}
