package io.keystoreconnector.sandbox.lambda;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/**
 * Whoever the functions act as on this machine, found as they find it: by the SDK in their own jar.
 * This module has no SDK on its class path.
 */
public final class Caller {

  private static final String PROVIDER =
      "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider";

  private final FunctionsJar jar;

  /** Whoever the functions in this jar act as. */
  public Caller(FunctionsJar jar) {
    this.jar = jar;
  }

  /** Why there are no credentials, in the SDK's words; empty if there are. */
  public Optional<String> missingCredentials() {
    return jar.here(this::resolve);
  }

  private Optional<String> resolve() {
    try {
      Class<?> type = jar.load(PROVIDER);
      Object provider = type.getMethod("create").invoke(null);
      type.getMethod("resolveCredentials").invoke(provider);
      return Optional.empty();
    } catch (InvocationTargetException e) {
      return Optional.of(String.valueOf(e.getTargetException().getMessage()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("The jar does not hold the SDK's " + PROVIDER + ".", e);
    }
  }
}
