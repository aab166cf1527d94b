package io.keystoreconnector.handlers;

/** AWS does not allow the function to do what it must: a person has to grant the permission. */
public final class AccessDenied extends RuntimeException {

  AccessDenied(String sentence) {
    super(sentence);
  }
}
