/** Scenarios: their files, how they are played, and what came of them. docs/scenarios.md tells. */
package io.keystoreconnector.rehearsal.scenario;
