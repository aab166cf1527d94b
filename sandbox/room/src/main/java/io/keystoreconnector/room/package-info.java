/** A whole emulated account that runs on its own and serves other programs. */
package io.keystoreconnector.room;
