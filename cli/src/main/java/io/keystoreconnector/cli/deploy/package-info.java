/** Deploys the connector: the plain template, and the stack that is made from it. */
package io.keystoreconnector.cli.deploy;
