/** What all commands share: pages, colors, errors, exit codes. */
package io.keystoreconnector.cli.terminal;
