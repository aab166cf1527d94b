package io.keystoreconnector.cli.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreNotFoundException;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresResponse;
import software.amazon.awssdk.services.kms.model.XksProxyConfigurationType;

/** The custom key stores of an account in one Region. */
public final class KeyStores {

  private static final String OPERATION = "kms:DescribeCustomKeyStores";

  private final Session session;
  private final KmsClient kms;

  /** Those that this session reaches. */
  public KeyStores(Session session) {
    this.session = session;
    this.kms = session.client(KmsClient.builder());
  }

  /** The endpoint that an option, the environment or the profile names instead of AWS. */
  public Optional<URI> endpoint() {
    return kms.serviceClientConfiguration().endpointOverride();
  }

  /**
   * All of them.
   *
   * @throws AwsProblem if they cannot be read
   */
  public List<KeyStoreFacts> all() {
    List<KeyStoreFacts> all = new ArrayList<>();
    @Nullable String marker = null;
    do {
      DescribeCustomKeyStoresResponse page = page(marker);
      page.customKeyStores().forEach(entry -> all.add(facts(entry)));
      marker = Boolean.TRUE.equals(page.truncated()) ? page.nextMarker() : null;
    } while (marker != null);
    return all;
  }

  private DescribeCustomKeyStoresResponse page(@Nullable String marker) {
    return Problems.translated(
        session, OPERATION, () -> kms.describeCustomKeyStores(r -> r.marker(marker)));
  }

  /**
   * The one with this id or name; empty if there is none.
   *
   * @throws AwsProblem if it cannot be read
   */
  public Optional<KeyStoreFacts> find(StoreName store) {
    return Problems.translated(session, OPERATION, () -> described(store));
  }

  private Optional<KeyStoreFacts> described(StoreName store) {
    try {
      return kms
          .describeCustomKeyStoresPaginator(
              r -> {
                var unused =
                    store.isId()
                        ? r.customKeyStoreId(store.text())
                        : r.customKeyStoreName(store.text());
              })
          .stream()
          .flatMap(page -> page.customKeyStores().stream())
          .findFirst()
          .map(KeyStores::facts);
    } catch (CustomKeyStoreNotFoundException e) {
      return Optional.empty();
    }
  }

  private static KeyStoreFacts facts(CustomKeyStoresListEntry entry) {
    return new KeyStoreFacts(
        entry.customKeyStoreId(),
        entry.customKeyStoreName(),
        entry.customKeyStoreTypeAsString(),
        entry.connectionStateAsString(),
        entry.connectionErrorCodeAsString(),
        entry.cloudHsmClusterId(),
        xks(entry.xksProxyConfiguration()));
  }

  private static @Nullable XksFacts xks(@Nullable XksProxyConfigurationType proxy) {
    return proxy == null
        ? null
        : new XksFacts(
            proxy.connectivityAsString(),
            proxy.uriEndpoint(),
            proxy.uriPath(),
            proxy.vpcEndpointServiceName(),
            proxy.vpcEndpointServiceOwner());
  }
}
