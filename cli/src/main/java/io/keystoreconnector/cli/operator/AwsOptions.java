package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.Place;
import io.keystoreconnector.cli.aws.Session;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.ShellWord;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where AWS is, and as whom it is called. */
public final class AwsOptions {

  @Option(
      names = "--region",
      paramLabel = "NAME",
      description = "The Region. Default: the one in AWS_REGION or your profile.")
  private @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "The profile in ~/.aws whose credentials to use; can be an SSO profile.")
  private @Nullable String profile;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "One endpoint for all services instead of AWS, such as a sandbox.")
  private @Nullable String endpoint;

  /** Whether a Region is named. */
  public boolean namesRegion() {
    return region != null;
  }

  /** The endpoint of the services; null for AWS. */
  @Nullable URI endpoint() {
    return endpoint == null ? null : EndpointArgument.uri(endpoint);
  }

  /**
   * A session as these options specify it.
   *
   * @throws UsageProblem if nothing answers at the endpoint
   * @throws io.keystoreconnector.cli.aws.AwsProblem if the Region or the credentials are missing
   */
  public Session open() {
    return open(place());
  }

  /** The same in the Region of something that was named. */
  public Session openIn(String otherRegion) {
    return open(place().in(otherRegion));
  }

  private Session open(Place place) {
    Session session = Session.open(place);
    session.endpoint().ifPresent(EndpointArgument::probe);
    return session;
  }

  private Place place() {
    return new Place(region, profile, endpoint());
  }

  /** These options as they must be given again, each after a space. */
  public String again() {
    return given("--region", region) + profileAndEndpoint();
  }

  /** The same in a Region that something else has named. */
  String againIn(String otherRegion) {
    return given("--region", otherRegion) + profileAndEndpoint();
  }

  /**
   * The options for the AWS CLI, each after a space. They name the Region in any case: a command
   * that is pasted elsewhere must not change something in another one.
   */
  public String forAwsCli(Session session) {
    return given("--region", session.region()) + profileAndEndpoint();
  }

  private String profileAndEndpoint() {
    return given("--profile", profile) + given("--endpoint-url", endpoint);
  }

  private static String given(String name, @Nullable String value) {
    return value == null ? "" : " " + name + " " + ShellWord.of(value);
  }
}
