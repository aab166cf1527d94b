/** State machines under their names, their executions side by side, and what their ends set off. */
package io.keystoreconnector.emulator.workflow;
