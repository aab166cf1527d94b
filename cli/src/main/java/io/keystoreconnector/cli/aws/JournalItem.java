package io.keystoreconnector.cli.aws;

/**
 * What is remembered about one key store, as it is stored.
 *
 * @param version how often it was written
 * @param journal JSON text
 * @param execution the ARN of the run that last wrote it, or words that say who else did
 * @param updatedAt when that was, in ISO 8601
 */
public record JournalItem(
    String keyStoreId, long version, String journal, String execution, String updatedAt) {}
