/** HTTP on loopback, which merely carries the wire. */
package io.keystoreconnector.emulator.http;
