package io.keystoreconnector.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended, for everyone who is notified.
 *
 * @param code what to look up: the report's reason if a person is needed, otherwise the end's name
 * @param attempts how often it called Connect; null if that is not known
 * @param acted whether its report lists an act that AWS carried out, or may have
 * @param failureCodes each ConnectionErrorCode that KMS reported during the run
 * @param timeToConnect from the start of the run, if this run connected the key store
 * @param provedBy the KMS operation with which the last check used the key store; null if it did
 *     not
 * @param journalUnavailable whether it could not read or write the journal
 * @param message what happened
 * @param guidance what to do now; empty if nothing
 * @param commands what a person can run next
 */
record Outcome(
    String executionArn,
    String stateMachineArn,
    RunEnd end,
    String code,
    KeyStore keyStore,
    @Nullable Integer attempts,
    boolean acted,
    List<String> failureCodes,
    Instant startedAt,
    Instant endedAt,
    @Nullable Duration timeToConnect,
    @Nullable String provedBy,
    boolean journalUnavailable,
    String message,
    String guidance,
    List<Command> commands,
    boolean forAStack,
    Links links) {

  /** An unknown property of a key store. */
  static final String UNKNOWN = "UNKNOWN";

  /**
   * The key store as the run last saw it.
   *
   * @param state its connection state, or {@link #UNKNOWN}
   */
  record KeyStore(@Nullable String id, @Nullable String name, String state) {

    /** What people call it. */
    String shown() {
      if (name != null) {
        return id == null ? name : name + " (" + id + ")";
      }
      return id == null ? "a key store that the input does not name" : id;
    }

    /** One word for it: the id, if known. */
    String key() {
      return id != null ? id : Objects.requireNonNullElse(name, UNKNOWN);
    }

    /** The state, and what it means for the users of the keys, as far as the state alone says. */
    String effect() {
      return switch (state) {
        case "FAILED", "DISCONNECTED", "DISCONNECTING" -> state + ", its keys cannot be used";
        case "CONNECTING" -> state + ", its keys cannot be used until it is CONNECTED";
        default -> state;
      };
    }

    boolean isSameAs(KeyStore other) {
      if (id != null && other.id != null) {
        return id.equals(other.id);
      }
      return name != null && name.equals(other.name);
    }
  }

  /**
   * Where to read on.
   *
   * @param execution in the console; null in a partition whose console is not known
   * @param runbook null if the deployment does not set the runbook's URL
   * @param entry the anchor in the runbook; empty if there is nothing to look up
   */
  record Links(@Nullable String execution, @Nullable String runbook, String entry) {}

  /**
   * A command that a person can run next.
   *
   * @param purpose what it is for
   * @param line for a shell
   */
  record Command(String purpose, String line) {

    /** Its purpose and, to its end, a whole line for a shell, in the Region of the run. */
    String forPeople(String executionArn) {
      String[] arn = executionArn.split(":", -1);
      String region = arn.length < 5 ? "" : " --region " + arn[3];
      return "Command %s: %s%s".formatted(purpose, line, region);
    }
  }

  Outcome {
    commands = List.copyOf(commands);
    failureCodes = List.copyOf(failureCodes);
  }

  /**
   * The commands for people: each with its purpose and, to its end, a whole line for a shell. The
   * account, whose credentials it needs, is in the ARN of the run.
   */
  List<String> commandLines() {
    return commands.stream().map(next -> next.forPeople(executionArn)).toList();
  }

  long elapsedSeconds() {
    return Duration.between(startedAt, endedAt).toSeconds();
  }

  /**
   * Whether people are paged. They are not if a person stopped the run or a deployment sent a bad
   * request, because the one who did it knows.
   */
  boolean pages() {
    return switch (end) {
      case CONNECTED, LEFT_DISCONNECTED, DRY_RUN, ABORTED -> false;
      case INVALID_REQUEST -> !forAStack;
      case NEEDS_A_PERSON, STEP_FAILED, NO_REPORT, TIMED_OUT -> true;
    };
  }
}
