package io.keystoreconnector.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {

  private static final String KMS = "https://kms.eu-central-1.amazonaws.com/";

  @ParameterizedTest
  @CsvSource({
    "HTTPS_PROXY, http://proxy.example.com:3128, proxy.example.com:3128",
    "https_proxy, http://proxy.example.com, proxy.example.com:80",
    "https_proxy, proxy.example.com:3128, proxy.example.com:3128",
    "ALL_PROXY, http://proxy.example.com:3128, proxy.example.com:3128",
    "HTTP_PROXY, http://proxy.example.com:3128, none",
    "HTTPS_PROXY, '', none",
    "HTTPS_PROXY, http://[, none"
  })
  void anAddressHasTheProxyOfItsScheme(String variable, String value, String proxy) {
    assertThat(chosen(Map.of(variable, value), KMS)).isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource({
    "amazonaws.com, none",
    ".amazonaws.com, none",
    "kms.eu-central-1.amazonaws.com, none",
    "'example.com, KMS.eu-central-1.amazonaws.com', none",
    "*, none",
    "aws.com, proxy.example.com:3128",
    "' ,', proxy.example.com:3128"
  })
  void whatIsExcludedHasNone(String excluded, String proxy) {
    assertThat(
            chosen(
                Map.of("HTTPS_PROXY", "http://proxy.example.com:3128", "NO_PROXY", excluded), KMS))
        .isEqualTo(proxy);
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:4566", "http://localhost:4566", "http://[::1]:4566"})
  void thisMachineHasNone(String address) {
    assertThat(chosen(Map.of("HTTP_PROXY", "http://proxy.example.com:3128"), address))
        .isEqualTo("none");
  }

  @Test
  void theNameInLowerCaseComesFirst() {
    assertThat(chosen(Map.of("https_proxy", "a.example:1", "HTTPS_PROXY", "b.example:2"), KMS))
        .isEqualTo("a.example:1");
  }

  private static String chosen(Map<String, String> environment, String address) {
    Proxy proxy = new EnvironmentProxies(environment).select(URI.create(address)).getFirst();
    return proxy.address() instanceof InetSocketAddress at
        ? at.getHostString() + ":" + at.getPort()
        : "none";
  }
}
