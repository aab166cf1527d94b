/** State machines by name, their concurrent executions, and what the end of one triggers. */
package io.keystoreconnector.emulator.workflow;
