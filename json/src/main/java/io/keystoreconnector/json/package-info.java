/** Reads the fields of JSON objects that people write, and says which field is wrong. */
package io.keystoreconnector.json;
