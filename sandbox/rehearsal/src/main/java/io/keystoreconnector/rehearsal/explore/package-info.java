/** Small worlds, played in every possible order of the steps of their runs and people. */
package io.keystoreconnector.rehearsal.explore;
