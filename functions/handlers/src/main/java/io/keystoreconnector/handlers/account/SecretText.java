package io.keystoreconnector.handlers.account;

/** A secret's value on its short way from Secrets Manager to KMS. It never shows itself. */
public record SecretText(String reveal) {

  @Override
  public String toString() {
    return "SecretText[hidden]";
  }
}
