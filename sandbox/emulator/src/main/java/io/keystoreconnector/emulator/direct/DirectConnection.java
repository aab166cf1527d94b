package io.keystoreconnector.emulator.direct;

import io.keystoreconnector.emulator.service.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request and its answer. */
final class DirectConnection extends HttpURLConnection {

  private static final int FIRST_ERROR = 400;

  private final DirectService service;
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private Reply.@Nullable Answer answer;

  DirectConnection(URL url, DirectService service) {
    super(url);
    this.service = service;
  }

  /** There is nothing to connect; the flag would only prevent reading the request's headers. */
  @Override
  public void connect() {}

  @Override
  public void disconnect() {}

  @Override
  public boolean usingProxy() {
    return false;
  }

  @Override
  public OutputStream getOutputStream() {
    return sent;
  }

  /** The call is made when its outcome is first read. */
  private Reply.Answer answer() throws IOException {
    if (answer == null) {
      String target = Objects.requireNonNullElse(getRequestProperty("X-Amz-Target"), "");
      answer = service.answer(target, sent.toString(StandardCharsets.UTF_8), getReadTimeout());
      responseCode = answer.status();
    }
    return answer;
  }

  @Override
  public int getResponseCode() throws IOException {
    return answer().status();
  }

  @Override
  public String getResponseMessage() {
    return "";
  }

  @Override
  public InputStream getInputStream() throws IOException {
    if (answer().status() >= FIRST_ERROR) {
      throw new IOException("HTTP status " + answer().status());
    }
    return body(answer());
  }

  @Override
  public @Nullable InputStream getErrorStream() {
    return answer == null || answer.status() < FIRST_ERROR ? null : body(answer);
  }

  private static InputStream body(Reply.Answer answer) {
    return new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return answer == null
        ? Map.of()
        : Map.of(
            "Content-Type", List.of(answer.mediaType()),
            "x-amzn-RequestId", List.of(answer.requestId()));
  }
}
