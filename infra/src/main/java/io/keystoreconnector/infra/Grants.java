package io.keystoreconnector.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What the functions may do, one method for each right. Every {@code *} here has its reason in
 * docs/security.md.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html">Actions
 *     of KMS</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudhsm.html">Actions
 *     of CloudHSM</a>
 */
final class Grants {

  private static final List<String> NETWORK_OF_AN_HSM =
      List.of(
          "ec2:AuthorizeSecurityGroupEgress",
          "ec2:AuthorizeSecurityGroupIngress",
          "ec2:CreateNetworkInterface",
          "ec2:CreateSecurityGroup",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:RevokeSecurityGroupEgress");

  private static final List<String> NETWORK_OF_A_FUNCTION =
      List.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses");

  private Grants() {}

  /** KMS has no ARN for a key store; the functions enforce an allow-list. */
  static PolicyStatement keyStores(String sid, String... actions) {
    return statement(sid, List.of(actions), List.of("*"))
        .conditions(
            Map.of(
                "StringEquals",
                Map.of("kms:CallerAccount", Aws.ACCOUNT_ID, "aws:RequestedRegion", Aws.REGION)))
        .build();
  }

  /** There is no ARN for a source of random bytes, and no condition that names a key store. */
  static PolicyStatement generateRandom() {
    return here("UseKeyStore", List.of("kms:GenerateRandom"));
  }

  static PolicyStatement encryptWithCanaryKeys(List<String> keyArns) {
    return statement("UseCanaryKeys", List.of("kms:Encrypt"), keyArns).build();
  }

  static PolicyStatement describeBackups() {
    return here("DescribeBackups", List.of("cloudhsm:DescribeBackups"));
  }

  static PolicyStatement describeClusters() {
    return here("DescribeClusters", List.of("cloudhsm:DescribeClusters"));
  }

  /** CreateHsm creates the HSM's network interface with the caller's rights. */
  static List<PolicyStatement> createHsm() {
    return List.of(
        here("CreateHsm", List.of("cloudhsm:CreateHsm")),
        here("NetworkOfAnHsm", NETWORK_OF_AN_HSM));
  }

  /**
   * Lambda manages the network interfaces of a function in a VPC with the function's role. The
   * condition keeps the right from the function's own code.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Giving
   *     functions access to a VPC</a>
   */
  static PolicyStatement networkInterfaces() {
    return statement("NetworkOfTheFunction", NETWORK_OF_A_FUNCTION, List.of("*"))
        .conditions(
            Map.of(
                "StringEquals",
                Map.of("aws:RequestedRegion", Aws.REGION),
                "Null",
                Map.of("lambda:SourceFunctionArn", "true")))
        .build();
  }

  static PolicyStatement secrets(String sid, List<String> arns, String... actions) {
    return statement(sid, List.of(actions), arns).build();
  }

  static PolicyStatement decryptSecrets(List<String> keyArns) {
    return decrypt("DecryptSecrets", "secretsmanager", keyArns);
  }

  /**
   * Decrypts secrets with these ARNs, of which a {@code *} stands for anything, and nothing else:
   * Secrets Manager names the secret in the encryption context.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html">Secret
   *     encryption and decryption</a>
   */
  static PolicyStatement decryptSecretsByRule(String arns) {
    PolicyStatement decrypt =
        decrypt(
            "DecryptSecretsByRule",
            "secretsmanager",
            List.of("arn:%s:kms:%s:%s:key/*".formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID)));
    decrypt.addCondition("StringLike", Map.of("kms:EncryptionContext:SecretARN", arns));
    return decrypt;
  }

  /**
   * DynamoDB decrypts the table's key with the rights of the principal that reads or writes an
   * item. For everything else it has a grant on the key from the principal that created the table.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html">Encryption
   *     at rest: usage notes</a>
   */
  static PolicyStatement useJournalKey(String keyArn) {
    return decrypt("DecryptJournal", "dynamodb", List.of(keyArn));
  }

  /**
   * Reads the items with these keys of the journal's table, and no other. A {@code *} stands for
   * anything.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">Conditions
   *     for fine-grained access control</a>
   */
  static PolicyStatement readItems(String tableArn, List<String> keys) {
    return items("ReadJournal", "dynamodb:GetItem", tableArn, "ForAllValues:StringLike", keys);
  }

  /** Writes the one item with this key. */
  static PolicyStatement writeItem(String tableArn, String key) {
    return items(
        "Remember", "dynamodb:PutItem", tableArn, "ForAllValues:StringEquals", List.of(key));
  }

  /** All keys that a call names must be among these, and it must name one. */
  private static PolicyStatement items(
      String sid, String action, String tableArn, String compares, List<String> keys) {
    return statement(sid, List.of(action), List.of(tableArn))
        .conditions(
            Map.of(
                compares,
                Map.of("dynamodb:LeadingKeys", keys),
                "Null",
                Map.of("dynamodb:LeadingKeys", "false")))
        .build();
  }

  /**
   * A sender needs both: SQS also verifies a data key that it uses again.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html">Key
   *     management of SQS</a>
   */
  static PolicyStatement useQueueKey(String keyArn) {
    return through(
        "sqs", "EncryptUndelivered", List.of("kms:Decrypt", "kms:GenerateDataKey"), keyArn);
  }

  private static PolicyStatement decrypt(String sid, String service, List<String> keyArns) {
    return through(service, sid, List.of("kms:Decrypt"), keyArns.toArray(String[]::new));
  }

  /** Only through that service, in this account and Region. */
  private static PolicyStatement through(
      String service, String sid, List<String> actions, String... keyArns) {
    return statement(sid, actions, List.of(keyArns))
        .conditions(
            Map.of(
                "StringEquals",
                Map.of(
                    "kms:CallerAccount",
                    Aws.ACCOUNT_ID,
                    "kms:ViaService",
                    service + "." + Aws.REGION + "." + Aws.URL_SUFFIX)))
        .build();
  }

  static PolicyStatement on(String sid, String arn, String... actions) {
    return statement(sid, List.of(actions), List.of(arn)).build();
  }

  private static PolicyStatement here(String sid, List<String> actions) {
    return statement(sid, actions, List.of("*"))
        .conditions(Map.of("StringEquals", Map.of("aws:RequestedRegion", Aws.REGION)))
        .build();
  }

  private static PolicyStatement.Builder statement(
      String sid, List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().sid(sid).actions(actions).resources(resources);
  }
}
