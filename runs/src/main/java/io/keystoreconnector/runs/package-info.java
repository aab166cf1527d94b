/**
 * What a run has left behind, read once, and the picture that is made of it: what is recorded, and
 * the page that shows it. docs/report.md tells.
 */
package io.keystoreconnector.runs;
