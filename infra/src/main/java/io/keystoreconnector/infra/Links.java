package io.keystoreconnector.infra;

import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnMapping;
import software.constructs.Construct;

/** URLs in the AWS console, in the partition of the stack. */
final class Links {

  private final CfnMapping consoles;

  Links(Construct scope) {
    consoles =
        CfnMapping.Builder.create(scope, "Consoles")
            .mapping(
                Map.of(
                    "aws", Map.of("host", "console.aws.amazon.com"),
                    "aws-us-gov", Map.of("host", "console.amazonaws-us-gov.com"),
                    "aws-cn", Map.of("host", "console.amazonaws.cn"),
                    "aws-eusc", Map.of("host", "console.amazonaws-eusc.eu")))
            .build();
  }

  String stateMachine(String arn) {
    return console("states", "statemachines/view/" + arn);
  }

  String dashboard(String name) {
    return console("cloudwatch", "dashboards:name=" + name);
  }

  private String console(String service, String place) {
    return "https://%s/%s/home?region=%s#/%s"
        .formatted(consoles.findInMap(Aws.PARTITION, "host"), service, Aws.REGION, place);
  }
}
