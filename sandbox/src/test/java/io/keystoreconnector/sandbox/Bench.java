package io.keystoreconnector.sandbox;

import io.keystoreconnector.sandbox.server.SandboxServer;
import io.keystoreconnector.sandbox.world.EventRecord;
import io.keystoreconnector.sandbox.world.VirtualTime;
import io.keystoreconnector.sandbox.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.jr.ob.JSON;

/** One sandbox in virtual time with the real SDK in front of it, retries off. */
public final class Bench {

  private static final SandboxServer SERVER = start();
  private static final KmsClient KMS = client(KmsClient.builder());
  private static final CloudHsmV2Client CLOUD_HSM = client(CloudHsmV2Client.builder());
  private static final SecretsManagerClient SECRETS = client(SecretsManagerClient.builder());
  private static final DynamoDbClient DYNAMO_DB = client(DynamoDbClient.builder());

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T03:00:00Z"));
  private final World world;

  private Bench(Map<String, Object> json) {
    world = World.load(json, time);
    SERVER.serve(world);
  }

  /** Serves this world from now on; single quotes stand for double ones. */
  public static Bench of(String json) {
    return new Bench(json(json));
  }

  /** JSON with single quotes, for readability. */
  public static Map<String, Object> json(String json) {
    return JSON.std.mapFrom(json.replace('\'', '"'));
  }

  public KmsClient kms() {
    return KMS;
  }

  public CloudHsmV2Client cloudHsm() {
    return CLOUD_HSM;
  }

  public SecretsManagerClient secrets() {
    return SECRETS;
  }

  public DynamoDbClient dynamoDb() {
    return DYNAMO_DB;
  }

  public World world() {
    return world;
  }

  public static SandboxServer server() {
    return SERVER;
  }

  /** Lets virtual time pass. */
  public Bench pass(double seconds) {
    time.pass(Duration.ofMillis(Math.round(seconds * 1000)));
    return this;
  }

  public VirtualTime time() {
    return time;
  }

  /** The only key store, as Describe shows it. */
  public CustomKeyStoresListEntry look() {
    return KMS.describeCustomKeyStores(r -> {}).customKeyStores().getFirst();
  }

  /** The only key store's id. */
  public String id() {
    return world.keyStores().all().getFirst().id();
  }

  public Bench connect() {
    KMS.connectCustomKeyStore(r -> r.customKeyStoreId(id()));
    return this;
  }

  public Bench disconnect() {
    KMS.disconnectCustomKeyStore(r -> r.customKeyStoreId(id()));
    return this;
  }

  /** State, and the error code if there is one. */
  public String state() {
    CustomKeyStoresListEntry seen = look();
    return seen.connectionErrorCodeAsString() == null
        ? seen.connectionStateAsString()
        : seen.connectionStateAsString() + " " + seen.connectionErrorCodeAsString();
  }

  /** The names of all events up to now. */
  public List<String> events() {
    world.catchUp();
    return world.journal().events().stream().map(EventRecord::event).toList();
  }

  private static SandboxServer start() {
    try {
      Map<String, Object> empty = Map.of();
      return SandboxServer.start(World.load(empty, new VirtualTime(Instant.EPOCH)), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client of the real SDK, retries off. */
  public static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
      B builder) {
    return client(builder, SERVER.endpoint());
  }

  /** The same for another endpoint. */
  public static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
      B builder, URI endpoint) {
    return builder
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "none")))
        .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }
}
