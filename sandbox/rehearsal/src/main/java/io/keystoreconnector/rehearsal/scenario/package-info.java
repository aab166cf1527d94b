/** Scenarios: their files, how they are played, and their results. See docs/scenarios.md. */
package io.keystoreconnector.rehearsal.scenario;
