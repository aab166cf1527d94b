package io.keystoreconnector.cli.aws;

import io.keystoreconnector.runs.Release;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A Region and credentials that were found, and clients that use them. */
public final class Session {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

  /** Until S3 answers an upload over a slow line, or CloudFormation has read a long template. */
  private static final Duration LONG_READ_TIMEOUT = Duration.ofMinutes(2);

  /** By which CloudTrail shows that a call came from here. */
  private static final String USER_AGENT_SUFFIX =
      "keystore-connector/" + Release.ofThisCode().version();

  private static final String REGION_NAME = "[a-z0-9]+(-[a-z0-9]+)*";

  private final Place place;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;

  private Session(Place place, Region region, AwsCredentialsProvider credentials) {
    this.place = place;
    this.region = region;
    this.credentials = credentials;
    this.http = http(READ_TIMEOUT);
  }

  /**
   * Finds the Region and credentials where every AWS tool looks for them.
   *
   * @throws AwsProblem if either cannot be found
   */
  public static Session open(Place place) {
    Surroundings.requireProfile(place.profile());
    EnvironmentProxies.install(System.getenv());
    Surroundings.bundle(place.profile()).ifPresent(CaBundle::install);
    Region region = region(place);
    AwsCredentialsProvider credentials =
        place.profile() == null
            ? DefaultCredentialsProvider.builder().build()
            : ProfileCredentialsProvider.create(place.profile());
    Session session = new Session(place, region, credentials);
    var unused = session.resolved();
    return session;
  }

  private static Region region(Place place) {
    String name = place.region() == null ? found(place) : place.region();
    if (!name.matches(REGION_NAME)) {
      throw new AwsProblem(
          AwsProblem.Kind.SET_UP,
          "The Region must be a name such as eu-central-1: check --region, AWS_REGION and your"
              + " profile.");
    }
    return Region.of(name);
  }

  private static String found(Place place) {
    Optional<String> usual = Surroundings.region();
    if (usual.isPresent()) {
      return usual.get();
    }
    try {
      DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
      return (place.profile() == null ? chain : chain.profileName(place.profile()))
          .build()
          .getRegion()
          .id();
    } catch (SdkClientException e) {
      throw new AwsProblem(
          AwsProblem.Kind.SET_UP,
          "No AWS Region is set: use --region, or set AWS_REGION, or a region in your profile in"
              + " ~/.aws/config.");
    }
  }

  /** With the proxies of this process, which are chosen by address. */
  private static SdkHttpClient http(Duration readTimeout) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT_TIMEOUT)
        .socketTimeout(readTimeout)
        .proxyConfiguration(
            ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariablesValues(false)
                .build())
        .build();
  }

  private AwsCredentials resolved() {
    try {
      return credentials.resolveCredentials();
    } catch (RuntimeException e) {
      String profile = profileInUse();
      throw e instanceof AwsServiceException && needsMfa(profile)
          ? Problems.mfa(profile)
          : Problems.ofCredentials(e, place.profile());
    }
  }

  private String profileInUse() {
    return place.profile() == null
        ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow()
        : place.profile();
  }

  /** The SDK ignores that a role asks for a code, and AWS then denies the role. */
  private static boolean needsMfa(String profile) {
    return ProfileFile.defaultProfileFile()
        .profile(profile)
        .flatMap(known -> known.property("mfa_serial"))
        .isPresent();
  }

  /**
   * The current Region and credentials, as the system properties that the SDK in the functions' jar
   * reads first. That SDK has no modules for signing in.
   */
  public Map<String, String> properties() {
    AwsCredentials now = resolved();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("aws.region", region.id());
    properties.put("aws.accessKeyId", now.accessKeyId());
    properties.put("aws.secretAccessKey", now.secretAccessKey());
    properties.put(
        "aws.sessionToken", now instanceof AwsSessionCredentials s ? s.sessionToken() : "");
    return properties;
  }

  /**
   * The account's number; empty at a custom endpoint unless the credentials contain it, because the
   * number that such an endpoint reports belongs to nobody.
   *
   * @throws AwsProblem if AWS does not say who is calling
   */
  public Optional<String> account() {
    Optional<String> told = resolved().accountId();
    if (told.isPresent() || isElsewhere()) {
      return told;
    }
    StsClient sts = client(StsClient.builder());
    return Problems.translated(
        this, "sts:GetCallerIdentity", () -> Optional.of(sts.getCallerIdentity().account()));
  }

  private boolean isElsewhere() {
    return endpoint().isPresent();
  }

  /** The endpoint in place of AWS, which the environment or the profile may name, too. */
  public Optional<URI> endpoint() {
    return client(KmsClient.builder()).serviceClientConfiguration().endpointOverride();
  }

  /** The name of the Region. */
  public String region() {
    return region.id();
  }

  /** The same credentials in another Region. */
  public Session in(String otherRegion) {
    return new Session(place.in(otherRegion), Region.of(otherRegion), credentials);
  }

  /** The other Regions of the partition that have KMS; none at a custom endpoint. */
  public List<String> otherRegions() {
    return isElsewhere()
        ? List.of()
        : KmsClient.serviceMetadata().regions().stream()
            .filter(any -> PartitionMetadata.of(any).id().equals(partition()))
            .filter(any -> !any.isGlobalRegion() && !any.equals(region))
            .map(Region::id)
            .filter(any -> any.matches(REGION_NAME) && !any.contains("fips"))
            .sorted()
            .toList();
  }

  /** The partition of the Region, such as {@code aws} or {@code aws-us-gov}. */
  public String partition() {
    return PartitionMetadata.of(region).id();
  }

  /** The profile that was named, if any. */
  @Nullable String profile() {
    return place.profile();
  }

  /** A client of these, with the SDK's own retries. */
  <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(B builder) {
    return client(builder, http);
  }

  /** The same for calls that may take long. */
  <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C patientClient(B builder) {
    return client(builder, http(LONG_READ_TIMEOUT));
  }

  private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
      B builder, SdkHttpClient httpClient) {
    builder
        .httpClient(httpClient)
        .credentialsProvider(credentials)
        .region(region)
        .overrideConfiguration(
            override ->
                override.putAdvancedOption(
                    SdkAdvancedClientOption.USER_AGENT_SUFFIX, USER_AGENT_SUFFIX));
    return place.endpoint() == null
        ? builder.build()
        : builder.endpointOverride(place.endpoint()).build();
  }
}
