package io.keystoreconnector.handlers.account;

/**
 * A call to AWS got no answer that the playbook could use. The handlers rethrow it under the name
 * by which the state machine knows its kind.
 */
public final class NoUsableAnswer extends RuntimeException {

  /** Why there is none. */
  public enum Kind {
    /** AWS limits the rate of calls: the call was not carried out. */
    THROTTLED,
    /** No answer, or an internal error: it is not known whether the call was carried out. */
    UNAVAILABLE,
    /** AWS does not allow the function to do what it must: a person has to grant the permission. */
    DENIED,
    /** KMS shows a key store of a type that did not exist when this was written. */
    UNKNOWN_KEY_STORE_TYPE
  }

  private final Kind kind;

  private NoUsableAnswer(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  /** Names the IAM action that was throttled. */
  public static NoUsableAnswer throttled(String action) {
    return new NoUsableAnswer(Kind.THROTTLED, "AWS throttled " + action + ".");
  }

  /** Names the IAM action and what happened. */
  public static NoUsableAnswer unavailable(String action, String what) {
    return new NoUsableAnswer(Kind.UNAVAILABLE, action + " got no usable answer: " + what);
  }

  /** Says which permission is missing and what AWS said. */
  public static NoUsableAnswer denied(String sentence) {
    return new NoUsableAnswer(Kind.DENIED, sentence);
  }

  /** Names the kind of key store, in the words of KMS. */
  public static NoUsableAnswer unknownKeyStoreType(String type) {
    return new NoUsableAnswer(
        Kind.UNKNOWN_KEY_STORE_TYPE,
        "This version of the connector does not know custom key stores of type %s; deploy a newer version."
            .formatted(type));
  }

  /** Why there is no usable answer. */
  public Kind kind() {
    return kind;
  }
}
