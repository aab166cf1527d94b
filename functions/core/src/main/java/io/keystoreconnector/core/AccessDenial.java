package io.keystoreconnector.core;

import java.util.Arrays;

/**
 * What to do about an answer of AWS that says that the caller is not authorized. AWS names the kind
 * of policy that decided; a deny in one cannot be lifted by an allow in another.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot
 *     access denied error messages</a>
 */
public final class AccessDenial {

  /** Kinds of policies that not the caller's own administrators may be in charge of. */
  private enum Policy {
    SERVICE_CONTROL(
        "service control policy",
        "The administrators of the AWS organization must change that policy; no policy in this"
            + " account can override it."),
    RESOURCE_CONTROL(
        "resource control policy",
        "The administrators of the AWS organization must change that policy; no policy in this"
            + " account can override it."),
    BOUNDARY(
        "permissions boundary",
        "Whoever manages the caller's permissions boundary must change it; the caller's other"
            + " policies cannot override it."),
    SESSION(
        "session policy",
        "Whoever starts the caller's session must change its session policy; the caller's other"
            + " policies cannot override it."),
    ENDPOINT(
        "VPC endpoint policy",
        "Whoever manages the VPC endpoint must change its policy; the caller's policies cannot"
            + " override it.");

    private final String words;
    private final String advice;

    Policy(String words, String advice) {
      this.words = words;
      this.advice = advice;
    }
  }

  private AccessDenial() {}

  /**
   * What to do, as a sentence.
   *
   * @param message what AWS said
   * @param otherwise what to do if nothing but an allow is missing
   */
  public static String advice(String message, String otherwise) {
    return Arrays.stream(Policy.values())
        .filter(policy -> message.contains(policy.words))
        .map(policy -> policy.advice)
        .findFirst()
        .orElseGet(() -> explicit(message, otherwise));
  }

  private static String explicit(String message, String otherwise) {
    if (!message.contains("explicit deny")) {
      return otherwise;
    }
    return message.contains("resource-based policy")
        ? "The owner of the resource must remove that deny from the resource's policy; an allow"
            + " elsewhere does not override it."
        : "Remove that deny from the policy; an allow does not override it.";
  }
}
