package io.keystoreconnector.lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;

/** Answers CloudFormation at its pre-signed URL. */
final class StackResponder {

  private static final int CONNECT_MILLISECONDS = 3_000;
  private static final int READ_MILLISECONDS = 10_000;

  private final List<String> origins;

  StackResponder(List<String> origins) {
    this.origins = origins;
  }

  /** Whether CloudFormation waits at this callback, as far as its address shows. */
  boolean mayAnswer(Callback callback) {
    return callback.responseUrl().at(origins).isPresent();
  }

  /**
   * Sends the answer.
   *
   * @throws NotificationFailed if CloudFormation did not accept it, or if the callback must not be
   *     called
   */
  void answer(Callback callback, StackAnswer answer) {
    URI url =
        callback
            .responseUrl()
            .at(origins)
            .orElseThrow(
                () ->
                    new NotificationFailed(
                        "CloudFormation was not answered: the callback's URL does not have one of"
                            + " the origins in "
                            + Settings.RESPONSE_HOSTS
                            + "."));
    put(url, answer.body(callback));
  }

  private static void put(URI url, byte[] body) {
    int status;
    try {
      status = send((HttpURLConnection) url.toURL().openConnection(), body);
    } catch (IOException | IllegalArgumentException e) {
      // Without the cause: the JDK's message about a connection may contain the URL.
      throw new NotificationFailed(
          "CloudFormation could not be reached: " + e.getClass().getSimpleName() + ".");
    }
    if (status / 100 != 2) {
      throw new NotificationFailed(
          "CloudFormation's URL answered with HTTP status " + status + ".");
    }
  }

  private static int send(HttpURLConnection connection, byte[] body) throws IOException {
    try {
      connection.setConnectTimeout(CONNECT_MILLISECONDS);
      connection.setReadTimeout(READ_MILLISECONDS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod("PUT");
      connection.setDoOutput(true);
      // The URL is signed for an empty content type; the JDK would send its own.
      connection.setRequestProperty("Content-Type", "");
      connection.setFixedLengthStreamingMode(body.length);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body);
      }
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
