package io.keystoreconnector.emulator.service;

/** The header {@code X-Amz-Target}, split at its last dot. */
record Target(String prefix, String operation) {

  static Target parse(String header) {
    int dot = header.lastIndexOf('.');
    return dot < 0
        ? new Target("", header)
        : new Target(header.substring(0, dot), header.substring(dot + 1));
  }

  @Override
  public String toString() {
    return prefix.isEmpty() ? "a request without X-Amz-Target" : prefix + "." + operation;
  }
}
