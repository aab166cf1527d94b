package io.keystoreconnector.handlers.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.services.cloudhsmv2.endpoints.CloudHsmV2EndpointProvider;
import software.amazon.awssdk.services.kms.endpoints.KmsEndpointProvider;
import software.amazon.awssdk.services.secretsmanager.endpoints.SecretsManagerEndpointProvider;

/** The jar leaves out the SDK's table of all services. What it falls back to must say the same. */
class EndpointsTest {

  @ParameterizedTest
  @MethodSource("software.amazon.awssdk.regions.Region#regions")
  void withoutTheTableOfServicesTheEndpointsAreThoseOfTheServicesRules(Region region) {
    if (region.isGlobalRegion()) {
      return;
    }
    assertThat(URI.create("https://" + ServiceMetadata.of("kms").endpointFor(region)))
        .isEqualTo(
            KmsEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region))
                .join()
                .url());
    assertThat(URI.create("https://" + ServiceMetadata.of("cloudhsmv2").endpointFor(region)))
        .isEqualTo(
            CloudHsmV2EndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region))
                .join()
                .url());
    assertThat(URI.create("https://" + ServiceMetadata.of("secretsmanager").endpointFor(region)))
        .isEqualTo(
            SecretsManagerEndpointProvider.defaultProvider()
                .resolveEndpoint(p -> p.region(region))
                .join()
                .url());
    assertThat(ServiceMetadata.of("kms").signingRegion(region)).isEqualTo(region);
  }
}
