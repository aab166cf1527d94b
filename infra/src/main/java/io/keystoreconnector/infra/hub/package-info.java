/**
 * The optional stack with the view of a whole organization: docs/company.md. It receives events,
 * and may read nothing and act nowhere in the accounts that send them.
 */
@NullMarked
package io.keystoreconnector.infra.hub;

import org.jspecify.annotations.NullMarked;
