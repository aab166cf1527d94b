package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/arn%3Aaws?X=1",
        "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/a",
        "https://cloudformation-custom-resource-response-euwest1.s3-eu-west-1.amazonaws.com/a",
        "https://cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn/a",
        "HTTPS://Bucket.S3.eu-central-1.AmazonAWS.com/a"
      })
  void whereCloudFormationWaitsMayBeCalled(String url) {
    assertThat(new ResponseUrl(url).at(ResponseUrl.S3)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "not a URL",
        "http://bucket.s3.eu-central-1.amazonaws.com/a",
        "https://bucket.s3.eu-central-1.amazonaws.com:8443/a",
        "https://evil.example.com/a",
        "https://evil.example.com/bucket.s3.amazonaws.com",
        "https://evil.example.com?bucket.s3.amazonaws.com",
        "https://evil.example.com#.s3.amazonaws.com",
        "https://user:password@bucket.s3.amazonaws.com/a",
        "https://bucket.s3.amazonaws.com@evil.example.com/a",
        "https://bucket.s3.amazonaws.com.evil.example.com/a",
        "https://bucket.s3.amazonaws.com\\@evil.example.com/a",
        "https://evil-s3.amazonaws.com/a",
        "https://169.254.169.254/latest/meta-data",
        "http://127.0.0.1:9001/2018-06-01/runtime",
        "file:///etc/passwd",
        "https:bucket.s3.amazonaws.com",
        "https://",
        "https://xs3.execute-api.eu-central-1.amazonaws.com/a"
      })
  void nothingElseMay(String url) {
    assertThat(new ResponseUrl(url).at(ResponseUrl.S3)).isEmpty();
  }

  @Test
  void aDeploymentMayNameOtherOrigins() {
    ResponseUrl url = new ResponseUrl("http://127.0.0.1:4566/a");
    assertThat(url.at(List.of("http://127.0.0.1:4566"))).isPresent();
    assertThat(url.at(List.of("http://127.0.0.1"))).isEmpty();
    assertThat(url.at(List.of("http://127.0.0.1:456*"))).isPresent();
    assertThat(url.at(List.of())).isEmpty();
  }

  @Test
  void itNeverShowsItself() {
    assertThat(new ResponseUrl("https://secret").toString()).doesNotContain("secret");
  }
}
