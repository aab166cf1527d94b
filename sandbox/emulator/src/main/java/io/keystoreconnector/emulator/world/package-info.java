/**
 * The state behind the emulated services and how it changes with time; knows nothing of the wire.
 */
package io.keystoreconnector.emulator.world;
