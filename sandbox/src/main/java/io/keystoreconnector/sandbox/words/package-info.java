/** What runs, calls and the world do, in words: the same on the command line and on a page. */
package io.keystoreconnector.sandbox.words;
