package io.keystoreconnector.cli.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where AWS is and as whom it is called, as far as it was specified; the SDK finds the rest.
 *
 * @param region the name of the Region
 * @param profile the name of a profile in {@code ~/.aws}
 * @param endpoint the endpoint of all services, if not AWS
 */
public record Place(@Nullable String region, @Nullable String profile, @Nullable URI endpoint) {

  /** The same in another Region. */
  public Place in(String otherRegion) {
    return new Place(otherRegion, profile, endpoint);
  }
}
