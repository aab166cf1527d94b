package io.keystoreconnector.emulator.world;

import org.jspecify.annotations.Nullable;

/** An act of a person in the world, independent of any run. */
sealed interface HumanAction {

  /** What it is done to, by id or name. */
  String subject();

  /** Connects a key store if its state allows it. */
  record Connect(String subject) implements HumanAction {}

  /** Disconnects a key store if its state allows it. */
  record Disconnect(String subject) implements HumanAction {}

  /** Has KMS lose its session with the HSMs or the proxy, while the state stays CONNECTED. */
  record BreakSession(String subject) implements HumanAction {}

  /** Gives KMS a password, as UpdateCustomKeyStore does. */
  record TellPassword(String subject, String password) implements HumanAction {

    @Override
    public String toString() {
      return "TellPassword[subject=" + subject + ", password=hidden]";
    }
  }

  /** Gives the key store another name, as UpdateCustomKeyStore does. */
  record Rename(String subject, String name) implements HumanAction {}

  /**
   * Makes sure that kmsuser exists on every HSM, unlocked and with this password.
   *
   * @param secret the secret that gets the password as its new version; null for none
   */
  record ResetPassword(String subject, String password, @Nullable String secret)
      implements HumanAction {

    @Override
    public String toString() {
      return "ResetPassword[subject=" + subject + ", password=hidden, secret=" + secret + "]";
    }
  }

  /** Unlocks kmsuser on every HSM and leaves the password as it is. */
  record UnlockUser(String subject) implements HumanAction {}

  /** Logs in as kmsuser and stays logged in. */
  record LogIn(String subject) implements HumanAction {}

  /** Logs out. */
  record LogOut(String subject) implements HumanAction {}

  /** Deletes kmsuser from every HSM. */
  record DeleteUser(String subject) implements HumanAction {}

  /** Adds an HSM in a zone; null for the first zone with the fewest HSMs. */
  record AddHsm(String subject, @Nullable String zone) implements HumanAction {}

  /** Deletes an HSM; null for the oldest one. */
  record KillHsm(String subject, @Nullable String hsm) implements HumanAction {}

  /** Has CloudHSM change the type of a cluster's HSMs, or change it back. */
  record ModifyCluster(String subject, String hsmType) implements HumanAction {}

  /** Deletes a cluster with all its HSMs, at once. */
  record DeleteCluster(String subject) implements HumanAction {}

  /** Puts a new version, AWSCURRENT, into a secret. */
  record PutSecret(String subject, String value) implements HumanAction {

    @Override
    public String toString() {
      return "PutSecret[subject=" + subject + ", value=hidden]";
    }
  }
}
