package io.keystoreconnector.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "us-east-1,     cloudformation-custom-resource-response-useast1.s3.amazonaws.com",
    "us-east-1,     cloudformation-custom-resource-response-useast1.s3-us-east-1.amazonaws.com",
    "us-west-2,     cloudformation-custom-resource-response-uswest2.s3-us-west-2.amazonaws.com",
    "eu-central-1, "
        + " cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com",
    "eu-central-1, "
        + " CloudFormation-Custom-Resource-Response-EUCentral1.S3.eu-central-1.AmazonAWS.com",
    "us-gov-west-1,"
        + " cloudformation-custom-resource-response-usgovwest1.s3.us-gov-west-1.amazonaws.com",
    "cn-north-1,   "
        + " cloudformation-custom-resource-response-cnnorth1.s3.cn-north-1.amazonaws.com.cn",
    "eusc-de-east-1,"
        + " cloudformation-custom-resource-response-euscdeeast1.s3.eusc-de-east-1.amazonaws.eu",
    "eu-nowhere-9, "
        + " cloudformation-custom-resource-response-eunowhere9.s3.eu-nowhere-9.amazonaws.com"
  })
  void whereCloudFormationWaitsMayBeCalled(String region, String host) {
    assertThat(new ResponseUrl("https://" + host + "/arn%3Aaws?X=1").at(hosts(region))).isPresent();
  }

  private static List<String> hosts(String region) {
    return ResponseUrl.ofCloudFormation(region);
  }

  /** Anyone may own any bucket, also one whose name begins like that of CloudFormation's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bucket.s3.eu-central-1.amazonaws.com",
        "cloudformation-custom-resource-response-evil.s3.eu-central-1.amazonaws.com",
        "cloudformation-custom-resource-response-eucentral1-evil.s3.eu-central-1.amazonaws.com",
        "cloudformation-custom-resource-response-eucentral1.evil.s3.eu-central-1.amazonaws.com",
        "evil.cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com",
        "cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com",
        "cloudformation-custom-resource-response-eucentral1.s3.eu-west-1.amazonaws.com",
        "cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com.cn"
      })
  void noOtherBucketMay(String host) {
    assertThat(new ResponseUrl("https://" + host + "/a?X=1").at(hosts("eu-central-1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "not a URL",
        "http://bucket.s3.amazonaws.com/a",
        "https://bucket.s3.amazonaws.com:8443/a",
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
    String own = "cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com";
    String ofOwn = url.replace("bucket.s3.amazonaws.com", own);
    assertThat(new ResponseUrl(ofOwn).at(hosts("eu-west-1"))).isEmpty();
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
