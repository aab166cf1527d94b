package io.keystoreconnector.cli.aws;

import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of an account and Region.
 *
 * @param inventoryAt when its last inventory was made; null if there was none
 * @param silentSince when people were notified that it is silent; null if it is not
 */
public record HubAccount(
    String account, String region, @Nullable String inventoryAt, @Nullable String silentSince) {}
