package io.keystoreconnector.cli.aws;

import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * The databases of an account in one Region whose storage is encrypted with a KMS key. RDS also
 * lists those of Amazon DocumentDB and Amazon Neptune.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html">
 *     DescribeDBInstances</a>
 */
public final class Databases {

  private final Session session;
  private final RdsClient rds;

  /** Those that this session reaches. */
  public Databases(Session session) {
    this.session = session;
    this.rds = session.client(RdsClient.builder());
  }

  /**
   * The instances, without the members of clusters, which start with their cluster.
   *
   * @throws AwsProblem if they cannot be read
   */
  public List<DatabaseFacts> instances() {
    return Problems.translated(
        session,
        "rds:DescribeDBInstances",
        () ->
            rds.describeDBInstancesPaginator().dbInstances().stream()
                .filter(instance -> instance.kmsKeyId() != null)
                .filter(instance -> instance.dbClusterIdentifier() == null)
                .map(Databases::facts)
                .toList());
  }

  private static DatabaseFacts facts(DBInstance instance) {
    return new DatabaseFacts(
        DatabaseFacts.Kind.INSTANCE,
        instance.dbInstanceIdentifier(),
        Objects.toString(instance.engine(), ""),
        Objects.toString(instance.dbInstanceStatus(), ""),
        instance.kmsKeyId());
  }

  /**
   * The clusters.
   *
   * @throws AwsProblem if they cannot be read
   */
  public List<DatabaseFacts> clusters() {
    return Problems.translated(
        session,
        "rds:DescribeDBClusters",
        () ->
            rds.describeDBClustersPaginator().dbClusters().stream()
                .filter(cluster -> cluster.kmsKeyId() != null)
                .map(Databases::facts)
                .toList());
  }

  private static DatabaseFacts facts(DBCluster cluster) {
    return new DatabaseFacts(
        DatabaseFacts.Kind.CLUSTER,
        cluster.dbClusterIdentifier(),
        Objects.toString(cluster.engine(), ""),
        Objects.toString(cluster.status(), ""),
        cluster.kmsKeyId());
  }
}
