package io.keystoreconnector.cli.aws;

import java.util.Map;

/**
 * A stack as CloudFormation describes it.
 *
 * @param id its ARN
 * @param parameters the values that it was deployed with
 */
public record StackFacts(
    String id, String status, Map<String, String> parameters, Map<String, String> outputs) {}
