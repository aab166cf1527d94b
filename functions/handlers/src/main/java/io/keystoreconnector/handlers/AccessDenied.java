package io.keystoreconnector.handlers;

/** AWS does not let the function do what it has to: a person must give it the permission. */
public final class AccessDenied extends RuntimeException {

  AccessDenied(String sentence) {
    super(sentence);
  }
}
