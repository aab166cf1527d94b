/** The wire without a socket: an SDK in this process calls the emulated services by a URL. */
package io.keystoreconnector.emulator.direct;
