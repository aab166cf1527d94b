package io.keystoreconnector.emulator.world;

/** Whether JSON is meant for people (secrets masked) or for loading again (secrets in clear). */
public enum SecretVisibility {
  MASKED,
  CLEAR;

  /** What replaces a secret. */
  public static final String MASK = "***";

  /** The secret itself, or the mask. */
  String show(String secret) {
    return this == CLEAR ? secret : MASK;
  }
}
