package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * What the connector remembers from one run to the next: a table with one item for each key store.
 * The state machine reads and writes it. Of the functions, only the watch can read it, and it can
 * write only an item of its own.
 */
final class Journal extends Construct {

  /** The key of the item in which the watch keeps what it saw. */
  static final String WATCH_ITEM = "watch";

  private final Table table;
  private final @Nullable IKey key;
  private final @Nullable CfnCondition hasKey;

  Journal(Construct scope, String id, SharedParts shared) {
    super(scope, id);
    key = shared.props().journalKey();
    hasKey = shared.conditions().journalKey();
    table =
        Table.Builder.create(this, "Table")
            .partitionKey(Attribute.builder().name("keyStoreId").type(AttributeType.STRING).build())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .encryption(key == null ? TableEncryption.DEFAULT : TableEncryption.CUSTOMER_MANAGED)
            .encryptionKey(key)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            // Without its journal, a connector is as careful as on its first day, so the stack can
            // always be deleted.
            .deletionProtection(false)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    if (key != null && hasKey != null) {
      encryptOnlyIf(hasKey, key);
    }
  }

  /**
   * When a key is removed again, the template must say so explicitly, or the table would keep it.
   */
  private void encryptOnlyIf(CfnCondition condition, IKey with) {
    ((CfnResource) table.getNode().getDefaultChild())
        .addPropertyOverride(
            "SSESpecification",
            Fn.conditionIf(
                condition.getLogicalId(),
                Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", with.getKeyArn()),
                Map.of("SSEEnabled", false)));
  }

  /** The role may read and write items, and nothing else. */
  void grantReadAndWrite(Role role) {
    role.addToPolicy(
        Grants.on("Journal", table.getTableArn(), "dynamodb:GetItem", "dynamodb:PutItem"));
    if (key != null) {
      Conditions.apply(
          hasKey,
          Policy.Builder.create(this, "JournalKey")
              .statements(List.of(Grants.useJournalKey(key.getKeyArn())))
              .roles(List.of(role))
              .build());
    }
  }

  /**
   * The watch may read the items of key stores, of which the table has only the connector's, and
   * write its own.
   *
   * @param withKey the condition under which the table's key is used, if it has one
   */
  void grantWatch(ConnectorFunction watch, @Nullable CfnCondition withKey) {
    watch.may(
        Grants.readItems(table.getTableArn(), List.of(WATCH_ITEM, "cks-*")),
        Grants.writeItem(table.getTableArn(), WATCH_ITEM));
    if (key != null) {
      watch.mayAlso(withKey, "JournalKey", Grants.useJournalKey(key.getKeyArn()));
    }
  }

  String tableName() {
    return table.getTableName();
  }
}
