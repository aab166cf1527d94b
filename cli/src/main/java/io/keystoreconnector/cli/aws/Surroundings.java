package io.keystoreconnector.cli.aws;

import io.keystoreconnector.core.DidYouMean;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * What the AWS CLI takes from the environment and its configuration, and the SDK does not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html">Environment
 *     variables of the AWS CLI</a>
 */
final class Surroundings {

  private Surroundings() {}

  /**
   * Makes sure that the profile exists, also one that only an environment variable names.
   *
   * @throws AwsProblem if it does not
   */
  static void requireProfile(@Nullable String named) {
    String variable = System.getenv("AWS_PROFILE");
    String profile = named == null ? Objects.requireNonNullElse(variable, "") : named;
    if (!profile.isEmpty() && isUnknown(profile)) {
      throw new AwsProblem(
          AwsProblem.Kind.SET_UP,
          "Profile %s%s does not exist in ~/.aws/config; aws configure list-profiles shows those that do.%s"
              .formatted(
                  profile,
                  named == null ? ", which AWS_PROFILE names," : "",
                  DidYouMean.almost(profile, ProfileFile.defaultProfileFile().profiles().keySet())
                      .map(" Did you mean %s?"::formatted)
                      .orElse("")));
    }
  }

  /** The certificate authorities to trust; empty for those of Java. */
  static Optional<CaBundle> bundle(@Nullable String named) {
    String variable = System.getenv("AWS_CA_BUNDLE");
    if (variable != null && !variable.isBlank()) {
      return Optional.of(new CaBundle("AWS_CA_BUNDLE", variable));
    }
    String profile =
        named == null ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow() : named;
    return ProfileFile.defaultProfileFile()
        .profile(profile)
        .flatMap(known -> known.property("ca_bundle"))
        .map(file -> new CaBundle("ca_bundle of profile " + profile, file));
  }

  private static boolean isUnknown(String profile) {
    return ProfileFile.defaultProfileFile().profile(profile).isEmpty();
  }

  /** The Region of AWS_DEFAULT_REGION, which the SDK does not know; AWS_REGION comes first. */
  static Optional<String> region() {
    boolean other = System.getProperty("aws.region") != null || isSet(System.getenv("AWS_REGION"));
    return other
        ? Optional.empty()
        : Optional.ofNullable(System.getenv("AWS_DEFAULT_REGION")).filter(Surroundings::isSet);
  }

  private static boolean isSet(@Nullable String variable) {
    return variable != null && !variable.isBlank();
  }
}
