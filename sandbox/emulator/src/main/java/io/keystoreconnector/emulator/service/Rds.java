package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Database;
import io.keystoreconnector.emulator.world.Databases;
import io.keystoreconnector.emulator.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Amazon RDS, as far as it shows which databases have lost their key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html">
 *     DescribeDBInstances</a>
 */
final class Rds implements QueryService {

  private static final int SMALLEST_PAGE = 20;
  private static final int LARGEST_PAGE = 100;

  private final World world;
  private final Databases databases;

  Rds(World world) {
    this.world = world;
    this.databases = world.databases();
  }

  @Override
  public Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    operations.put("DescribeDBInstances", this::instances);
    operations.put("DescribeDBClusters", this::clusters);
    return operations;
  }

  private Map<String, Object> instances(Params params) {
    return described(
        params,
        "DBInstance",
        databases.all(Database.Kind.INSTANCE),
        AwsError.DATABASE_NOT_FOUND,
        this::instance);
  }

  private Map<String, Object> clusters(Params params) {
    return described(
        params,
        "DBCluster",
        databases.all(Database.Kind.CLUSTER),
        AwsError.DATABASE_CLUSTER_NOT_FOUND,
        this::cluster);
  }

  private static Map<String, Object> described(
      Params params,
      String item,
      List<Database> all,
      AwsError notFound,
      Function<Database, Map<String, Object>> answer) {
    String identifier = item + "Identifier";
    params.refuseAllBut("Action", "Version", "MaxRecords", "Marker", identifier);
    @Nullable String wanted = params.textOrNull(identifier, Constraint.ANY_TEXT);
    List<Database> found =
        all.stream().filter(database -> wanted == null || isCalled(database, wanted)).toList();
    if (wanted != null && found.isEmpty()) {
      throw notFound.because(item + " " + wanted + " not found.");
    }
    Page<Database> page =
        Page.of(
            item + params.without("MaxRecords", "Marker"),
            found,
            params.textOrNull("Marker", Constraint.ANY_TEXT),
            pageSize(params),
            AwsError.DATABASE_INVALID_PARAMETER.because(Page.UNKNOWN));
    return new Body()
        .with("Marker", page.next())
        .with(item + "s", page.items().stream().map(answer).toList())
        .json();
  }

  /** An identifier is not case-sensitive. */
  private static boolean isCalled(Database database, String wanted) {
    return database.identity().name().equalsIgnoreCase(wanted);
  }

  private static int pageSize(Params params) {
    String text = params.text("MaxRecords", Constraint.ANY_TEXT, String.valueOf(LARGEST_PAGE));
    int size = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (size < SMALLEST_PAGE || size > LARGEST_PAGE) {
      throw AwsError.DATABASE_INVALID_PARAMETER.because(
          "MaxRecords must be between %d and %d.".formatted(SMALLEST_PAGE, LARGEST_PAGE));
    }
    return size;
  }

  private Map<String, Object> instance(Database database) {
    Database.Identity identity = database.identity();
    return new Body()
        .with("DBInstanceIdentifier", identity.name())
        .with("DBInstanceStatus", database.status().wireName())
        .with("Engine", identity.engine())
        .with("StorageEncrypted", true)
        .with("KmsKeyId", identity.key())
        .with("DBClusterIdentifier", identity.cluster())
        .with("DBInstanceArn", world.settings().arn("rds", "db:" + identity.name()))
        .json();
  }

  private Map<String, Object> cluster(Database database) {
    Database.Identity identity = database.identity();
    return new Body()
        .with("DBClusterIdentifier", identity.name())
        .with("Status", database.status().wireName())
        .with("Engine", identity.engine())
        .with("StorageEncrypted", true)
        .with("KmsKeyId", identity.key())
        .with("DBClusterArn", world.settings().arn("rds", "cluster:" + identity.name()))
        .json();
  }

  @Override
  public String name() {
    return "rds";
  }

  /** AWS Query has no target; the version of the API tells the services apart. */
  @Override
  public String targetPrefix() {
    return "2014-10-31";
  }

  @Override
  public AwsError invalidParameter() {
    return AwsError.DATABASE_INVALID_PARAMETER;
  }

  /** The items of its lists have names of their own. */
  @Override
  public Wire wire() {
    return new QueryWire(
        "http://rds.amazonaws.com/doc/2014-10-31/",
        Map.of("DBInstances", "DBInstance", "DBClusters", "DBCluster"));
  }
}
