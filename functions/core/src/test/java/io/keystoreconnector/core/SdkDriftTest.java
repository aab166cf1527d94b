package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.kms.model.ConnectionErrorCodeType;
import software.amazon.awssdk.services.kms.model.ConnectionStateType;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreType;
import software.amazon.awssdk.services.kms.model.UpdateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.XksProxyConnectivityType;

/**
 * Detects values of KMS that the playbook does not know. When a newer SDK makes one of these tests
 * fail: read what the service's documentation says about the new value and add it to our enum. An
 * error code also needs its remedy, a row in {@link ErrorCodeTableTest} and a heading in
 * docs/runbook.md. Until then nothing breaks: an unknown code is passed to a person verbatim, and
 * in an unknown state the connector waits.
 */
class SdkDriftTest {

  @Test
  void everyErrorCodeOfTheSdkHasItsRemedy() {
    assertThat(names(ConnectionErrorCode.values()))
        .containsAll(wire(ConnectionErrorCodeType.knownValues()));
  }

  @Test
  void everyConnectionStateOfTheSdkIsKnown() {
    assertThat(names(ConnectionState.values()))
        .containsAll(wire(ConnectionStateType.knownValues()));
    assertThat(wire(ConnectionStateType.knownValues()))
        .allSatisfy(
            state -> assertThat(ConnectionState.of(state)).isNotEqualTo(ConnectionState.UNKNOWN));
  }

  @Test
  void everyKindOfKeyStoreOfTheSdkIsKnown() {
    assertThat(names(KeyStoreType.values())).containsAll(wire(CustomKeyStoreType.knownValues()));
  }

  @Test
  void everyConnectivityOfTheSdkIsAllowedInAnUpdate() {
    assertThat(wire(XksProxyConnectivityType.knownValues()))
        .isNotEmpty()
        .allMatch(UpdateField.XKS_PROXY_CONNECTIVITY::allows);
  }

  /** A key store's name is for people: no run changes it. */
  @Test
  void everySettingThatTheSdkCanUpdateCanBeNamedInAnUpdate() {
    assertThat(
            UpdateCustomKeyStoreRequest.builder().build().sdkFields().stream()
                .map(SdkField::memberName))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("CustomKeyStoreId", "NewCustomKeyStoreName"),
                    Arrays.stream(UpdateField.values())
                        .map(field -> field.json().replaceFirst("SecretId$", ""))
                        .map(
                            name ->
                                name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)))
                .toList());
  }

  private static List<String> names(Enum<?>[] ours) {
    return Arrays.stream(ours).map(Enum::name).toList();
  }

  private static Set<String> wire(Set<? extends Enum<?>> theirs) {
    return theirs.stream().map(Object::toString).collect(Collectors.toSet());
  }
}
