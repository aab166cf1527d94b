package io.keystoreconnector.emulator.world;

/** A deed and when it is done, in milliseconds since the world's start. */
record PlannedDeed(long atMillis, Deed deed) {}
