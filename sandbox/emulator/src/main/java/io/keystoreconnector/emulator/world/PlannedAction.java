package io.keystoreconnector.emulator.world;

/** An action of a person and when it is done, in milliseconds since the world's start. */
record PlannedAction(long atMillis, HumanAction action) {}
