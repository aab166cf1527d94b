/**
 * The Lambda handlers: JSON at the edge, the playbook or one guarded call inside. What they need of
 * AWS stands in the ports {@link io.keystoreconnector.handlers.KeyStores}, {@link
 * io.keystoreconnector.handlers.Clusters} and {@link io.keystoreconnector.handlers.Secrets}; only
 * the adapters in {@code aws} know the SDK.
 */
@NullMarked
package io.keystoreconnector.handlers;

import org.jspecify.annotations.NullMarked;
