package io.keystoreconnector.infra;

import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;

/**
 * The subnets and security groups of a VPC in which the functions run. docs/deploy.md lists the
 * endpoints that they need there.
 *
 * @param subnetIds at least one; two in different Availability Zones are advised
 * @param securityGroupIds at least one; they must let out HTTPS
 */
public record FunctionNetwork(List<String> subnetIds, List<String> securityGroupIds) {

  private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{8,17}");
  private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-f]{8,17}");

  /**
   * Checks the ids.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public FunctionNetwork {
    subnetIds = checked("subnetIds", subnetIds, SUBNET, 16, "subnet-0123456789abcdef0");
    securityGroupIds =
        checked("securityGroupIds", securityGroupIds, SECURITY_GROUP, 5, "sg-0123456789abcdef0");
  }

  private static List<String> checked(
      String field, List<String> ids, Pattern pattern, int most, String example) {
    if (!Token.isUnresolved(ids)) {
      Validation.that(
          !ids.isEmpty() && ids.size() <= most,
          "%s must have 1 to %d ids; subnets and security groups are given together."
              .formatted(field, most));
      ids.forEach(
          id -> Validation.matches(pattern, "an id in " + field, id, "an id such as " + example));
    }
    return List.copyOf(ids);
  }
}
