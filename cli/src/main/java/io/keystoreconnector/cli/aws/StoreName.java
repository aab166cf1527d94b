package io.keystoreconnector.cli.aws;

/** How someone names a key store: by its id, which begins with cks-, or by its name. */
public record StoreName(String text) {

  /** Whether it is an id. */
  public boolean isId() {
    return text.matches("cks-[0-9a-f]{4,60}");
  }

  /** The field of a request that takes it. */
  public String field() {
    return isId() ? "customKeyStoreId" : "customKeyStoreName";
  }

  @Override
  public String toString() {
    return text;
  }
}
