/**
 * What a run leaves behind, read once, and the picture made from it: what is recorded, and the page
 * that shows it. See docs/report.md.
 */
package io.keystoreconnector.runs;
