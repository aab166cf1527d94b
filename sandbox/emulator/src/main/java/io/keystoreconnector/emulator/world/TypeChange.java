package io.keystoreconnector.emulator.world;

/**
 * A change of the type of a cluster's HSMs.
 *
 * @param hsmType the type that the HSMs get
 * @param due when a change that is in progress ends, or until when one can be made, in milliseconds
 *     since the world's start
 * @param user {@code kmsuser} in the backup that a change back restores
 */
record TypeChange(String hsmType, long due, KmsUser user) {}
