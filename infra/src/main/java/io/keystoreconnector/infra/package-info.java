/**
 * A CDK construct, {@link io.keystoreconnector.infra.KeyStoreConnector}, and what it is made of.
 */
@NullMarked
package io.keystoreconnector.infra;

import org.jspecify.annotations.NullMarked;
