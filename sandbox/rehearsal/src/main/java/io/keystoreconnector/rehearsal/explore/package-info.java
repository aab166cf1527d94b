/** Small worlds, played in every order that the steps of their runs and people can come in. */
package io.keystoreconnector.rehearsal.explore;
