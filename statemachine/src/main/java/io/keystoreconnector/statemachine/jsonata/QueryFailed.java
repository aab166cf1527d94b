package io.keystoreconnector.statemachine.jsonata;

/** An expression threw, or returned nothing or something that is not JSON. */
public final class QueryFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final String location;

  /** The location is the field within its state, such as {@code Output/v}. */
  public QueryFailed(String location, String message) {
    super(message);
    this.location = location;
  }

  /** The field of the state that contains the expression. */
  public String location() {
    return location;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
