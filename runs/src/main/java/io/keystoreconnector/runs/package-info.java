/**
 * The picture of a run: what is recorded of it, and the page that shows it. docs/report.md tells.
 */
package io.keystoreconnector.runs;
