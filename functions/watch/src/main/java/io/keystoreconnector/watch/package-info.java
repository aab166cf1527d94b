/**
 * Looks at every key store of the account and Region, and turns what AWS does not measure into
 * metrics and events: docs/watch.md. It changes nothing but its own memory.
 */
@NullMarked
package io.keystoreconnector.watch;

import org.jspecify.annotations.NullMarked;
