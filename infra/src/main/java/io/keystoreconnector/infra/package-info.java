/** A CDK construct, {@link io.keystoreconnector.infra.KeyStoreConnector}, and its parts. */
@NullMarked
package io.keystoreconnector.infra;

import org.jspecify.annotations.NullMarked;
