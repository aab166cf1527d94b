package io.keystoreconnector.handlers.aws;

import static io.keystoreconnector.handlers.aws.AwsErrors.translated;

import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.KeyStore;
import io.keystoreconnector.core.KeyStoreType;
import io.keystoreconnector.core.ListedKeyStore;
import io.keystoreconnector.core.UpdateField;
import io.keystoreconnector.core.XksProxy;
import io.keystoreconnector.handlers.account.Credentials;
import io.keystoreconnector.handlers.account.KeyStores;
import io.keystoreconnector.handlers.account.NoUsableAnswer;
import io.keystoreconnector.handlers.account.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.XksProxyAuthenticationCredentialType;
import software.amazon.awssdk.services.kms.model.XksProxyConfigurationType;

/** Custom key stores in KMS. */
final class KmsKeyStores implements KeyStores {

  private static final String DESCRIBE = "kms:DescribeCustomKeyStores";

  private final KmsClient kms;

  KmsKeyStores(KmsClient kms) {
    this.kms = kms;
  }

  @Override
  public Optional<KeyStore> byId(String id) {
    return find(request -> request.customKeyStoreId(id));
  }

  @Override
  public Optional<KeyStore> byName(String name) {
    return find(request -> request.customKeyStoreName(name));
  }

  @Override
  public Optional<KeyStore> any() {
    return find(request -> request.limit(1));
  }

  @Override
  public List<ListedKeyStore> all() {
    try {
      return translated(
          DESCRIBE,
          () ->
              kms.describeCustomKeyStoresPaginator(request -> {}).stream()
                  .flatMap(page -> page.customKeyStores().stream())
                  .map(KmsKeyStores::listed)
                  .toList());
    } catch (Refused refused) {
      throw AwsErrors.noLook(DESCRIBE, refused);
    }
  }

  private static ListedKeyStore listed(CustomKeyStoresListEntry entry) {
    return new ListedKeyStore(
        entry.customKeyStoreId(),
        entry.customKeyStoreName(),
        knownType(entry.customKeyStoreTypeAsString()).orElse(null));
  }

  /** A page may be empty although others follow, so nothing is missing before the last one. */
  private Optional<KeyStore> find(Consumer<DescribeCustomKeyStoresRequest.Builder> which) {
    try {
      return translated(
              DESCRIBE,
              () ->
                  kms.describeCustomKeyStoresPaginator(which).stream()
                      .flatMap(page -> page.customKeyStores().stream())
                      .findFirst())
          .map(KmsKeyStores::keyStore);
    } catch (Refused refused) {
      if (refused.error().equals("CustomKeyStoreNotFoundException")) {
        return Optional.empty();
      }
      throw AwsErrors.noLook(DESCRIBE, refused);
    }
  }

  private static KeyStore keyStore(CustomKeyStoresListEntry entry) {
    return new KeyStore(
        entry.customKeyStoreId(),
        entry.customKeyStoreName(),
        type(entry.customKeyStoreTypeAsString()),
        ConnectionState.of(entry.connectionStateAsString()),
        entry.connectionErrorCodeAsString(),
        entry.cloudHsmClusterId(),
        proxy(entry.xksProxyConfiguration()));
  }

  private static KeyStoreType type(@Nullable String name) {
    return knownType(name)
        .orElseThrow(() -> NoUsableAnswer.unknownKeyStoreType(String.valueOf(name)));
  }

  private static Optional<KeyStoreType> knownType(@Nullable String name) {
    return name == null
        ? Optional.of(KeyStoreType.AWS_CLOUDHSM)
        : Arrays.stream(KeyStoreType.values()).filter(type -> type.name().equals(name)).findFirst();
  }

  private static @Nullable XksProxy proxy(@Nullable XksProxyConfigurationType proxy) {
    return proxy == null
        ? null
        : new XksProxy(
            proxy.connectivityAsString(),
            proxy.uriEndpoint(),
            proxy.uriPath(),
            proxy.vpcEndpointServiceName(),
            proxy.vpcEndpointServiceOwner());
  }

  @Override
  public void generateRandom(String id) {
    var unused =
        translated(
            "kms:GenerateRandom",
            () -> kms.generateRandom(request -> request.customKeyStoreId(id).numberOfBytes(1)));
  }

  @Override
  public void encrypt(String keyArn) {
    var unused =
        translated(
            "kms:Encrypt",
            () ->
                kms.encrypt(
                    request -> request.keyId(keyArn).plaintext(SdkBytes.fromUtf8String("0"))));
  }

  @Override
  public void connect(String id) {
    var unused =
        translated(
            "kms:ConnectCustomKeyStore",
            () -> kms.connectCustomKeyStore(request -> request.customKeyStoreId(id)));
  }

  @Override
  public void disconnect(String id) {
    var unused =
        translated(
            "kms:DisconnectCustomKeyStore",
            () -> kms.disconnectCustomKeyStore(request -> request.customKeyStoreId(id)));
  }

  @Override
  public void update(
      String id, Map<UpdateField, String> settings, @Nullable Credentials credentials) {
    UpdateCustomKeyStoreRequest.Builder request =
        UpdateCustomKeyStoreRequest.builder().customKeyStoreId(id);
    settings.forEach((field, value) -> set(request, field, value));
    switch (credentials) {
      case Credentials.Password(String password) -> request.keyStorePassword(password);
      case Credentials.ProxyCredential(String accessKeyId, String secretAccessKey) ->
          request.xksProxyAuthenticationCredential(
              XksProxyAuthenticationCredentialType.builder()
                  .accessKeyId(accessKeyId)
                  .rawSecretAccessKey(secretAccessKey)
                  .build());
      case null -> {}
    }
    UnaryOperator<String> hidden =
        credentials == null ? UnaryOperator.identity() : credentials::hiddenIn;
    var unused =
        translated(
            "kms:UpdateCustomKeyStore", hidden, () -> kms.updateCustomKeyStore(request.build()));
  }

  private static void set(
      UpdateCustomKeyStoreRequest.Builder request, UpdateField field, String value) {
    var unused =
        switch (field) {
          case CLOUD_HSM_CLUSTER_ID -> request.cloudHsmClusterId(value);
          case XKS_PROXY_URI_ENDPOINT -> request.xksProxyUriEndpoint(value);
          case XKS_PROXY_URI_PATH -> request.xksProxyUriPath(value);
          case XKS_PROXY_VPC_ENDPOINT_SERVICE_NAME -> request.xksProxyVpcEndpointServiceName(value);
          case XKS_PROXY_VPC_ENDPOINT_SERVICE_OWNER ->
              request.xksProxyVpcEndpointServiceOwner(value);
          case XKS_PROXY_CONNECTIVITY -> request.xksProxyConnectivity(value);
          case KEY_STORE_PASSWORD_SECRET_ID, XKS_PROXY_CREDENTIAL_SECRET_ID ->
              throw new IllegalArgumentException(field.json() + " names a secret, not a setting");
        };
  }
}
