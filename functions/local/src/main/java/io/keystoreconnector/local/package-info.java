/** Loads and calls the handlers from their jar, on this machine, as Lambda does it. */
package io.keystoreconnector.local;
