package io.keystoreconnector.emulator.world;

/**
 * A backup of a cluster, as far as people ask about it.
 *
 * @param state such as READY
 * @param madeAt when it was made, as a moment of the world
 */
public record ClusterBackup(String id, String state, long madeAt) {}
