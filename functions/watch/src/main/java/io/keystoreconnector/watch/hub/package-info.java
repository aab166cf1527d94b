/**
 * Records what the accounts of an organization report, and says which of them have gone silent:
 * docs/company.md. It knows only what it is sent, and writes only its own table.
 */
@NullMarked
package io.keystoreconnector.watch.hub;

import org.jspecify.annotations.NullMarked;
