package io.keystoreconnector.emulator.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.keystoreconnector.emulator.Bench;
import io.keystoreconnector.emulator.world.SecretVisibility;
import io.keystoreconnector.emulator.world.VirtualTime;
import io.keystoreconnector.emulator.world.World;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.RdsException;

/** RDS, and what becomes of databases whose key store is not CONNECTED, as seen by the real SDK. */
class RdsTest {

  private static final RdsClient RDS = Bench.client(RdsClient.builder());
  private static final String KEY =
      "arn:aws:kms:eu-central-1:111122223333:key/11111111-1111-1111-1111-111111111111";
  private static final String RECOVERABLE = "inaccessible-encryption-credentials-recoverable";
  private static final String LOST = "inaccessible-encryption-credentials";

  private static Bench bench(String store, String databases) {
    return Bench.of(
        """
        {'settings': {'databaseSeconds': 600, 'requestsPerSecond': 0},
         'keyStores': [{'name': 'payments', %s, 'keyArns': ['%s']}],
         'clusters': [{}], 'databases': [%s]}
        """
            .formatted(store, KEY, databases));
  }

  private static String database(String more) {
    return "{'key': '%s', %s}".formatted(KEY, more);
  }

  private static String status() {
    return RDS.describeDBInstances(r -> {}).dbInstances().getFirst().dbInstanceStatus();
  }

  @Test
  void instancesAndClustersAreShownWithTheirKeyAndArn() {
    bench(
        "'state': 'CONNECTED'",
        Stream.of(
                "'name': 'orders'",
                "'name': 'ledger', 'kind': 'CLUSTER'",
                "'name': 'ledger-1', 'cluster': 'ledger', 'engine': 'aurora-postgresql'")
            .map(RdsTest::database)
            .collect(Collectors.joining(",")));

    List<DBInstance> instances = RDS.describeDBInstances().dbInstances();
    assertThat(instances)
        .extracting(DBInstance::dbInstanceIdentifier, DBInstance::dbClusterIdentifier)
        .containsExactly(tuple("orders", null), tuple("ledger-1", "ledger"));
    DBInstance orders = instances.getFirst();
    assertThat(orders.dbInstanceStatus()).isEqualTo("available");
    assertThat(orders.engine()).isEqualTo("postgres");
    assertThat(orders.storageEncrypted()).isTrue();
    assertThat(orders.kmsKeyId()).isEqualTo(KEY);
    assertThat(orders.dbInstanceArn()).isEqualTo("arn:aws:rds:eu-central-1:111122223333:db:orders");
    DBCluster ledger = RDS.describeDBClusters().dbClusters().getFirst();
    assertThat(ledger.dbClusterIdentifier()).isEqualTo("ledger");
    assertThat(ledger.status()).isEqualTo("available");
    assertThat(ledger.engine()).isEqualTo("aurora-postgresql");
    assertThat(ledger.storageEncrypted()).isTrue();
    assertThat(ledger.kmsKeyId()).isEqualTo(KEY);
    assertThat(ledger.dbClusterArn())
        .isEqualTo("arn:aws:rds:eu-central-1:111122223333:cluster:ledger");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DBInstances", "DBClusters"})
  void databasesComeInPagesOfAtMostOneHundred(String kind) {
    boolean clusters = kind.equals("DBClusters");
    bench(
        "'state': 'CONNECTED'",
        IntStream.range(0, 101)
            .mapToObj(
                i ->
                    database(
                        "'name': 'd%d', 'kind': '%s'"
                            .formatted(i, clusters ? "CLUSTER" : "INSTANCE")))
            .collect(Collectors.joining(",")));
    List<Integer> sizes =
        clusters
            ? RDS.describeDBClustersPaginator().stream().map(p -> p.dbClusters().size()).toList()
            : RDS.describeDBInstancesPaginator().stream().map(p -> p.dbInstances().size()).toList();
    assertThat(sizes).containsExactly(100, 1);
    assertThat(RDS.describeDBInstancesPaginator(r -> r.maxRecords(20)).stream())
        .hasSize(clusters ? 1 : 6);
  }

  @Test
  void oneDatabaseIsFoundByItsNameInAnyCase() {
    bench("'state': 'CONNECTED'", database("'name': 'a'") + "," + database("'name': 'b'"));
    assertThat(RDS.describeDBInstances(r -> r.dbInstanceIdentifier("B")).dbInstances())
        .singleElement()
        .satisfies(found -> assertThat(found.dbInstanceIdentifier()).isEqualTo("b"));
    assertThatThrownBy(() -> RDS.describeDBInstances(r -> r.dbInstanceIdentifier("c")))
        .isInstanceOf(DbInstanceNotFoundException.class)
        .hasMessageContaining("DBInstance c not found.");
    assertThatThrownBy(() -> RDS.describeDBClusters(r -> r.dbClusterIdentifier("a")))
        .isInstanceOf(DbClusterNotFoundException.class);
  }

  @Test
  void aDatabaseWhoseKeyStoreIsOffIsRecoverableForSevenDaysAndThenLost() {
    Bench bench = bench("'state': 'FAILED', 'errorCode': 'X'", database("'name': 'a'"));
    assertThat(status()).isEqualTo("available");
    bench.pass(599.9);
    assertThat(status()).isEqualTo("available");
    bench.pass(0.1);
    assertThat(status()).isEqualTo(RECOVERABLE);
    bench.pass(7 * 86_400 - 1);
    assertThat(status()).isEqualTo(RECOVERABLE);
    bench.pass(1);
    assertThat(status()).isEqualTo(LOST);
    assertThat(bench.events()).containsExactly("DATABASE_STATUS", "DATABASE_STATUS");
  }

  @Test
  void aShortOutageIsNotNoticed() {
    Bench bench = bench("'state': 'CONNECTED', 'disconnectSeconds': 1", database("'name': 'a'"));
    bench.disconnect().pass(1).connect().pass(240);
    assertThat(bench.state()).isEqualTo("CONNECTED");
    assertThat(status()).isEqualTo("available");
    bench.pass(86_400);
    assertThat(status()).isEqualTo("available");
  }

  @Test
  void aDatabaseThatLostItsKeyDoesNotComeBackByItself() {
    Bench bench = bench("'state': 'DISCONNECTED'", database("'name': 'a'"));
    bench.pass(600).connect().pass(300);
    assertThat(bench.state()).isEqualTo("CONNECTED");
    assertThat(status()).isEqualTo(RECOVERABLE);
  }

  @Test
  void aDatabaseWithAnotherKeyStaysAvailable() {
    Bench bench = bench("'state': 'DISCONNECTED'", "{'name': 'a', 'key': 'arn:aws:kms:other'}");
    bench.pass(86_400);
    assertThat(status()).isEqualTo("available");
  }

  @Test
  void aWorldThatIsReadBackGoesOnWhereItWas() {
    Bench bench = bench("'state': 'DISCONNECTED'", database("'name': 'a'"));
    bench.pass(600 + 86_400);
    VirtualTime time = new VirtualTime(Instant.EPOCH);
    World again = World.load(bench.world().toJson(SecretVisibility.CLEAR), time);
    assertThat(again.toJson(SecretVisibility.CLEAR).get("databases"))
        .isEqualTo(bench.world().toJson(SecretVisibility.CLEAR).get("databases"));
    assertThat(again.nextChange()).contains(Instant.EPOCH.plusSeconds(6 * 86_400));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AccessDenied    | {'fault': 'ACCESS_DENIED', 'operation': 'DescribeDBInstances'} | 403
          Throttling      | {'fault': 'THROTTLE', 'operation': 'DescribeDBInstances'}      | 400
          InternalFailure | {'fault': 'SERVER_ERROR', 'operation': 'DescribeDBInstances'}  | 500
          """)
  void errorsHaveTheNamesOfRds(String code, String fault, int status) {
    Bench.of("{'faults': [" + fault + "]}");
    RdsException thrown =
        catchThrowableOfType(RdsException.class, () -> RDS.describeDBInstances(r -> {}));
    assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(thrown.statusCode()).isEqualTo(status);
  }

  static Stream<Arguments> parameters() {
    return Stream.of(
            Arguments.of("DescribeDBInstances", DescribeDbInstancesRequest.builder()),
            Arguments.of("DescribeDBClusters", DescribeDbClustersRequest.builder()))
        .flatMap(
            operation ->
                ((SdkPojo) operation.get()[1])
                    .sdkFields().stream()
                        .map(SdkField::locationName)
                        .map(field -> Arguments.of(operation.get()[0], field)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("parameters")
  void noParameterIsIgnored(String operation, String parameter) {
    AwsEndpoint aws = new AwsEndpoint(Bench.of("{}").world());
    String form = "Version=2014-10-31&Action=" + operation;
    assertThat(status(aws.handleForm(form))).isEqualTo(200);
    assertThat(status(aws.handleForm(form + "&" + parameter + "=nonsense"))).isIn(400, 404);
  }

  private static int status(Reply reply) {
    return reply instanceof Reply.Answer answer ? answer.status() : 0;
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 101})
  void aPageHasTwentyToOneHundredDatabases(int size) {
    Bench.of("{}");
    RdsException thrown =
        catchThrowableOfType(
            RdsException.class, () -> RDS.describeDBInstances(r -> r.maxRecords(size)));
    assertThat(thrown.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
  }
}
