package io.keystoreconnector.cli.aws;

import org.jspecify.annotations.Nullable;

/**
 * A KMS key as KMS describes it, in the words of AWS.
 *
 * @param keyStoreId the id of the custom key store that holds it; null if none does
 */
public record KeyFacts(String arn, String state, @Nullable String keyStoreId) {}
