/**
 * The storm: worlds, faults, people and runs made from a seed, played, and checked by the rules.
 */
package io.keystoreconnector.rehearsal.storm;
