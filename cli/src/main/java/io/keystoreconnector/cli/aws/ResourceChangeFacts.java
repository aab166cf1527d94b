package io.keystoreconnector.cli.aws;

import java.util.List;

/**
 * What a change set would do with a resource.
 *
 * @param action such as Add, Modify or Remove
 * @param logicalId its name in the template
 * @param replacement True or Conditional if another resource takes its place, or may; False or
 *     empty if not
 * @param properties the names of those that change
 */
public record ResourceChangeFacts(
    String action, String logicalId, String type, String replacement, List<String> properties) {}
