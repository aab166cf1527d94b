/** Words for people: durations, costs, failures, and what the journal remembers. */
package io.keystoreconnector.runs.phrases;
