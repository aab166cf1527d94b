package io.keystoreconnector.handlers;

/** AWS does not let the function do what it has to: a person must give it the permission. */
public final class AccessDenied extends RuntimeException {

  /** Says which permission is missing and what AWS said. */
  public AccessDenied(String sentence) {
    super(sentence);
  }
}
