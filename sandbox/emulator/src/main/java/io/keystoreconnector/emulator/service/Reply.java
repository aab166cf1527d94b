package io.keystoreconnector.emulator.service;

/** What becomes of a call on the wire. */
public sealed interface Reply {

  /** An answer, good or bad. */
  record Answer(int status, String mediaType, String requestId, String body) implements Reply {}

  /** No answer at all: the connection must be closed. */
  record Silence() implements Reply {}
}
