package io.keystoreconnector.core;

import org.jspecify.annotations.Nullable;

/**
 * What KMS shows about an external key store's proxy. The secret half of its credential is never
 * shown.
 */
public record XksProxy(
    @Nullable String connectivity,
    @Nullable String uriEndpoint,
    @Nullable String uriPath,
    @Nullable String vpcEndpointServiceName,
    @Nullable String vpcEndpointServiceOwner) {}
