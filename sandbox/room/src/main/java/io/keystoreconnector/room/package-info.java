/** A whole emulated account that lives by itself and serves other programs. */
package io.keystoreconnector.room;
