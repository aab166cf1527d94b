package io.keystoreconnector.sandbox.service;

/** What becomes of a call on the wire. */
public sealed interface Reply {

  /** An answer, good or bad, in AWS JSON 1.1. */
  record Answer(int status, String body) implements Reply {}

  /** No answer at all: the connection has to be closed. */
  record Silence() implements Reply {}
}
