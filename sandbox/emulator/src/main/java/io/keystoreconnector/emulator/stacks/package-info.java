/** CloudFormation stacks, and the buckets with their templates and functions. */
package io.keystoreconnector.emulator.stacks;
