/** Commands for key stores of real accounts: status, diagnose, start, follow, journal, run. */
package io.keystoreconnector.cli.operator;
