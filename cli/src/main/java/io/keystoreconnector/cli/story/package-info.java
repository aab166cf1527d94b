/** A run as a person reads it in a terminal or in a page. */
package io.keystoreconnector.cli.story;
