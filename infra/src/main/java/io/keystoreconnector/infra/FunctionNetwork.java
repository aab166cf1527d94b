package io.keystoreconnector.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** As many as Lambda allows, as for security groups. */
  static final int MOST_SUBNETS = 16;

  static final int MOST_SECURITY_GROUPS = 5;

  private static final Pattern SUBNET = Pattern.compile(Patterns.SUBNET_ID);
  private static final Pattern SECURITY_GROUP = Pattern.compile(Patterns.SECURITY_GROUP_ID);

  /**
   * Checks the ids.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public FunctionNetwork {
    subnetIds = checked("subnetIds", subnetIds, SUBNET, MOST_SUBNETS, "subnet-0123456789abcdef0");
    securityGroupIds =
        checked(
            "securityGroupIds",
            securityGroupIds,
            SECURITY_GROUP,
            MOST_SECURITY_GROUPS,
            "sg-0123456789abcdef0");
  }

  /** The property of a function. */
  Map<String, Object> vpcConfig() {
    // In order: CDK makes the id of a function's version from this, and another id is another
    // version.
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("SubnetIds", subnetIds);
    config.put("SecurityGroupIds", securityGroupIds);
    return config;
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
