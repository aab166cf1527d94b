/** The command line: ./connector. */
package io.keystoreconnector.sandbox.cli;
