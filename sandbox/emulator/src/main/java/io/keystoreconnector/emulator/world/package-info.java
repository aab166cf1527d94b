/** The state behind the emulated services and how it changes over time, independent of the wire. */
package io.keystoreconnector.emulator.world;
