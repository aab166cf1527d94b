package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessDenialTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          with an explicit deny in a service control policy | administrators of the AWS organization
          because no service control policy allows the x action | administrators of the AWS organization
          with an explicit deny in a resource control policy | administrators of the AWS organization
          because no permissions boundary allows the x action | manages the caller's permissions boundary
          with an explicit deny in a permissions boundary | manages the caller's permissions boundary
          with an explicit deny in a session policy | starts the caller's session
          because no VPC endpoint policy allows the x action | manages the VPC endpoint
          with an explicit deny in a resource-based policy | owner of the resource
          with an explicit deny in an identity-based policy | Remove that deny
          with an explicit deny | Remove that deny
          because no identity-based policy allows the x action | Allow it.
          because no resource-based policy allows the x action | Allow it.
          '' | Allow it.
          """)
  void whoeverIsInChargeOfThePolicyThatDecidedMustLetGo(String said, String advice) {
    assertThat(
            AccessDenial.advice("User: arn is not authorized to perform: x " + said, "Allow it."))
        .contains(advice)
        .endsWith(".");
  }
}
