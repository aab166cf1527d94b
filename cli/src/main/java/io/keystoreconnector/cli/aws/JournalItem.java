package io.keystoreconnector.cli.aws;

/**
 * What is remembered of one key store, as it is kept.
 *
 * @param version counts how often it was written
 * @param journal JSON text
 * @param execution the ARN of the run that wrote it last, or in words who else did
 * @param updatedAt when that was, in ISO 8601
 */
public record JournalItem(
    String keyStoreId, long version, String journal, String execution, String updatedAt) {}
