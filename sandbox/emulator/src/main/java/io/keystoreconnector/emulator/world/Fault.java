package io.keystoreconnector.emulator.world;

/** One way in which the services misbehave. */
public sealed interface Fault {

  /** A fault that meets a call on its way in or out. */
  sealed interface OfCall extends Fault {}

  /** A fault that decides how a connect ends. */
  sealed interface OfConnect extends Fault {}

  /** A fault of one event of a PutEvents call. */
  sealed interface OfEvent extends Fault {}

  /** The call is refused; throttling, server errors, missing permissions, any named error. */
  record Refuse(AwsError error) implements OfCall {}

  /** The call is answered with the service's own internal error, HTTP 500. */
  record ServerError() implements OfCall {}

  /** The call is slow. */
  record Latency(double seconds) implements OfCall {}

  /** The call never arrives, and the connection is closed. */
  record LostRequest() implements OfCall {}

  /** The call takes effect, and the connection is closed without an answer. */
  record LostResponse() implements OfCall {}

  /** The connect ends FAILED with this code, regardless of the cluster. */
  record ConnectFails(String code) implements OfConnect {}

  /** The store stays CONNECTING. */
  record ConnectNeverEnds() implements OfConnect {}

  /** The connect takes this many seconds. */
  record ConnectTakes(int seconds) implements OfConnect {}

  /** The event is refused with this error code, although the call succeeds. */
  record EventFails(String code) implements OfEvent {}
}
