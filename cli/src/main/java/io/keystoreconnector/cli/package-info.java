/** The command line: ./connector. */
package io.keystoreconnector.cli;
