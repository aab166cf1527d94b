package io.keystoreconnector.emulator.world;

import org.jspecify.annotations.Nullable;

/** What a person does to the world while nobody asked for it. */
public sealed interface Deed {

  /** What it is done to, by id or name. */
  String subject();

  /** Connects a key store, unless its state forbids it. */
  record Connect(String subject) implements Deed {}

  /** Disconnects a key store, unless its state forbids it. */
  record Disconnect(String subject) implements Deed {}

  /** Tells KMS a password, as UpdateCustomKeyStore does. */
  record TellPassword(String subject, String password) implements Deed {

    @Override
    public String toString() {
      return "TellPassword[subject=" + subject + ", password=hidden]";
    }
  }

  /**
   * Makes sure that kmsuser exists on every HSM, unlocked and with this password.
   *
   * @param secret the secret that gets the password as its new version; null for none
   */
  record ResetPassword(String subject, String password, @Nullable String secret) implements Deed {

    @Override
    public String toString() {
      return "ResetPassword[subject=" + subject + ", password=hidden, secret=" + secret + "]";
    }
  }

  /** Unlocks kmsuser on every HSM and leaves the password as it is. */
  record UnlockUser(String subject) implements Deed {}

  /** Logs in as kmsuser and stays logged in. */
  record LogIn(String subject) implements Deed {}

  /** Logs out. */
  record LogOut(String subject) implements Deed {}

  /** Deletes kmsuser from every HSM. */
  record DeleteUser(String subject) implements Deed {}

  /** Adds an HSM in a zone; null for the first zone with the fewest HSMs. */
  record AddHsm(String subject, @Nullable String zone) implements Deed {}

  /** Deletes an HSM; null for the oldest one. */
  record KillHsm(String subject, @Nullable String hsm) implements Deed {}

  /** Deletes a cluster with all its HSMs, at once. */
  record DeleteCluster(String subject) implements Deed {}

  /** Puts a new version, AWSCURRENT, into a secret. */
  record PutSecret(String subject, String value) implements Deed {

    @Override
    public String toString() {
      return "PutSecret[subject=" + subject + ", value=hidden]";
    }
  }
}
