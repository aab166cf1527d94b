package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.BucketHost;
import io.keystoreconnector.cli.aws.ConsoleHost;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A link that opens the console's page for a new stack, with the template and the parameters filled
 * in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html">Quick-create
 *     links</a>
 */
record QuickCreateLink(String region, String bucket, String templateKey) {

  /** The link; empty if the console's host in this partition is not public. */
  Optional<String> of(String stack, Map<String, String> parameters) {
    return ConsoleHost.of(region).map(host -> on(host, stack, parameters));
  }

  private String on(String host, String stack, Map<String, String> parameters) {
    String filledIn =
        parameters.entrySet().stream()
            .map(each -> "&param_%s=%s".formatted(each.getKey(), encoded(each.getValue())))
            .collect(Collectors.joining());
    return "https://%s/cloudformation/home?region=%s#/stacks/create/review?templateURL=%s&stackName=%s%s"
        .formatted(
            host,
            region,
            encoded("https://%s/%s".formatted(BucketHost.of(bucket, region), templateKey)),
            stack,
            filledIn);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
