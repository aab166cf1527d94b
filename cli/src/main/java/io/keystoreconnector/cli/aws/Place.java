package io.keystoreconnector.cli.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where AWS is, and as whom it is called, as far as somebody has said so; the rest the SDK finds.
 *
 * @param region the name of the Region
 * @param profile the name of a profile below {@code ~/.aws}
 * @param endpoint where all services are, if not at AWS
 */
public record Place(@Nullable String region, @Nullable String profile, @Nullable URI endpoint) {

  /** The same in another Region. */
  public Place in(String otherRegion) {
    return new Place(otherRegion, profile, endpoint);
  }
}
