/** A run as a person reads it in a terminal or on a page. */
package io.keystoreconnector.cli.story;
