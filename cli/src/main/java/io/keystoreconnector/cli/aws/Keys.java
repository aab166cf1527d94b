package io.keystoreconnector.cli.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * The KMS keys of an account in one Region. KMS has no list of the keys in a key store: each key
 * has to be described.
 */
public final class Keys {

  private final Session session;
  private final KmsClient kms;

  /** Those that this session reaches. */
  public Keys(Session session) {
    this.session = session;
    this.kms = session.client(KmsClient.builder());
  }

  /**
   * The ARNs of all of them.
   *
   * @throws AwsProblem if they cannot be read
   */
  public List<String> arns() {
    return Problems.translated(
        session,
        "kms:ListKeys",
        () -> kms.listKeysPaginator().keys().stream().map(KeyListEntry::keyArn).toList());
  }

  /**
   * What is known of one; empty if it no longer exists.
   *
   * @throws AwsProblem if it cannot be read
   */
  public Optional<KeyFacts> describe(String arn) {
    return Problems.translated(
        session,
        "kms:DescribeKey",
        () -> {
          try {
            return Optional.of(facts(kms.describeKey(r -> r.keyId(arn)).keyMetadata()));
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  private static KeyFacts facts(KeyMetadata key) {
    return new KeyFacts(key.arn(), key.keyStateAsString(), key.customKeyStoreId());
  }

  /**
   * The names of all aliases of a key, by the key's id.
   *
   * @throws AwsProblem if they cannot be read
   */
  public Map<String, List<String>> aliases() {
    return Problems.translated(
        session,
        "kms:ListAliases",
        () ->
            kms.listAliasesPaginator().aliases().stream()
                // AWS lists aliases of its own before they have a key.
                .filter(alias -> alias.targetKeyId() != null)
                .collect(
                    Collectors.groupingBy(
                        AliasListEntry::targetKeyId,
                        Collectors.mapping(AliasListEntry::aliasName, Collectors.toList()))));
  }
}
