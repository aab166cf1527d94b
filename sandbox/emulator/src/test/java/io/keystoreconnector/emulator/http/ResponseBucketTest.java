package io.keystoreconnector.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keystoreconnector.emulator.http.ResponseBucket.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponseBucketTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final BodyPublisher ANSWER = BodyPublishers.ofString("{}");

  private final ResponseBucket bucket;

  ResponseBucketTest() throws IOException {
    bucket = ResponseBucket.open();
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(bucket.preSigned(path));
  }

  @Test
  void itKeepsWhatIsPutByItsPath() throws IOException, InterruptedException {
    assertThat(send(request("/stack/one").PUT(ANSWER))).isEqualTo(200);
    assertThat(send(request("/stack/two").PUT(BodyPublishers.ofString("{\"a\":1}"))))
        .isEqualTo(200);

    assertThat(bucket.responses())
        .containsExactly(new Response("/stack/one", "{}"), new Response("/stack/two", "{\"a\":1}"));
  }

  @Test
  void itIsAsParticularAsTheRealOne() throws IOException, InterruptedException {
    URI unsigned = URI.create(bucket.preSigned("/a").toString().replace("Secret", ""));

    assertThat(send(HttpRequest.newBuilder(unsigned).PUT(ANSWER))).isEqualTo(403);
    assertThat(send(request("/a").POST(ANSWER))).isEqualTo(405);
    assertThat(send(request("/a").header("Content-Type", "application/json").PUT(ANSWER)))
        .isEqualTo(403);
    assertThat(send(request("/a").PUT(BodyPublishers.ofInputStream(InputStream::nullInputStream))))
        .isEqualTo(501);
    assertThat(bucket.responses()).isEmpty();
    assertThat(send(request("/a").header("Content-Type", "").PUT(ANSWER))).isEqualTo(200);
  }

  @Test
  void itFailsAsOftenAsItIsTold() throws IOException, InterruptedException {
    bucket.failNext(2);

    for (int status : new int[] {503, 503, 200}) {
      assertThat(send(request("/a").PUT(ANSWER))).isEqualTo(status);
    }
    assertThat(bucket.statuses()).containsExactly(503, 503, 200);
    assertThat(bucket.responses()).hasSize(1);
  }

  @Test
  void itCanHang() throws IOException, InterruptedException {
    bucket.hang(true);
    HttpRequest.Builder impatient = request("/a").timeout(Duration.ofMillis(50)).PUT(ANSWER);

    assertThatThrownBy(() -> send(impatient)).isInstanceOf(HttpTimeoutException.class);

    bucket.hang(false);
    assertThat(send(request("/b").PUT(ANSWER))).isEqualTo(200);
    assertThat(bucket.responses()).extracting(Response::path).containsExactly("/b");
  }
}
