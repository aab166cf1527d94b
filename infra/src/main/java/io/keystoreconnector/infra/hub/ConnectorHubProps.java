package io.keystoreconnector.infra.hub;

import io.keystoreconnector.infra.FunctionCode;
import io.keystoreconnector.infra.InvalidDeployment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.IManagedPolicy;

/**
 * The properties of a {@link ConnectorHub}.
 *
 * @param organizationId the organization whose accounts may send events
 * @param emails who is notified when an account goes silent
 * @param metrics whether the accounts may link their metrics to this one, for the dashboard; an
 *     account has only one sink in a Region, so an existing one forbids another
 * @param permissionsBoundary set on every role, if given
 * @param code where the functions come from
 */
public record ConnectorHubProps(
    String organizationId,
    List<String> emails,
    boolean metrics,
    @Nullable IManagedPolicy permissionsBoundary,
    FunctionCode code) {

  /**
   * What an organization's id looks like.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html">Organization</a>
   */
  static final String ORGANIZATION_ID = "o-[a-z0-9]{10,32}";

  static final String EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+";

  /**
   * Checks the values.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public ConnectorHubProps {
    emails = List.copyOf(emails);
    matches(
        ORGANIZATION_ID,
        "organizationId",
        organizationId,
        "the id of an organization such as o-a1b2c3d4e5");
    for (String email : emails) {
      matches(EMAIL, "an e-mail address", email, "an address such as oncall@example.com");
    }
    if (new HashSet<>(emails).size() < emails.size()) {
      throw new InvalidDeployment("An e-mail address must be unique, but one is used twice.");
    }
  }

  private static void matches(String pattern, String what, String value, String allowed) {
    if (!Token.isUnresolved(value) && !Pattern.matches(pattern, value)) {
      throw new InvalidDeployment("%s must be %s, not \"%s\".".formatted(what, allowed, value));
    }
  }

  /** Starts with the defaults: nobody is notified, and accounts may link their metrics. */
  public static Builder forOrganization(String organizationId) {
    return new Builder(organizationId);
  }

  /** Collects the props; {@link #build} checks them. */
  public static final class Builder {
    private final String organizationId;
    private final List<String> emails = new ArrayList<>();
    private boolean metrics = true;
    private @Nullable IManagedPolicy permissionsBoundary;
    private FunctionCode code = FunctionCode.bundled();

    private Builder(String organizationId) {
      this.organizationId = organizationId;
    }

    /** Adds an e-mail address to notify. */
    public Builder email(String address) {
      emails.add(address);
      return this;
    }

    /** Lets no account link its metrics. */
    public Builder withoutMetrics() {
      metrics = false;
      return this;
    }

    /** A boundary for every role. */
    public Builder permissionsBoundary(IManagedPolicy policy) {
      permissionsBoundary = policy;
      return this;
    }

    /** Takes the functions from outside this library. */
    public Builder code(FunctionCode source) {
      code = source;
      return this;
    }

    /**
     * The props.
     *
     * @throws InvalidDeployment that names the field and what is allowed
     */
    public ConnectorHubProps build() {
      return new ConnectorHubProps(organizationId, emails, metrics, permissionsBoundary, code);
    }
  }
}
