package io.keystoreconnector.cli.aws;

import java.time.Instant;

/**
 * An event of a stack as CloudFormation describes it.
 *
 * @param logicalId of the resource, or the name of the stack
 * @param ofStack whether it is about the stack itself
 * @param reason empty if there is none
 */
public record StackEventFacts(
    String id,
    Instant at,
    String logicalId,
    String type,
    String status,
    String reason,
    boolean ofStack) {}
