/** Commands that need no AWS account: rehearse, storm, explore, sandbox. */
package io.keystoreconnector.cli.rehearse;
