/** HTTP on loopback, which only transports the wire format. */
package io.keystoreconnector.emulator.http;
