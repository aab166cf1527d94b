package software.amazon.awssdk.regions;

import org.jspecify.annotations.Nullable;

/**
 * Replaces the SDK's class of the same name, which loads 314 classes, one for every AWS service,
 * whenever the first client is made: a tenth of the jar, and time in every cold start. Without
 * them, the SDK falls back to what is right for the three services used here, and each client's own
 * endpoint rules decide in the end. {@code EndpointsTest} compares the result with the rules in
 * every Region; docs/decisions/function-jar.md has the details.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {

  @Override
  public @Nullable ServiceMetadata serviceMetadata(String endpointPrefix) {
    return null;
  }
}
