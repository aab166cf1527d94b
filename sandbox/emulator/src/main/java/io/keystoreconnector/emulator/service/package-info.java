/** The emulated services: from parameters on the wire to the world and back. */
package io.keystoreconnector.emulator.service;
