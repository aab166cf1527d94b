package io.keystoreconnector.handlers.account;

/** A secret's value on its way from Secrets Manager to KMS. It is never printed. */
public record SecretText(String reveal) {

  @Override
  public String toString() {
    return "SecretText[hidden]";
  }
}
