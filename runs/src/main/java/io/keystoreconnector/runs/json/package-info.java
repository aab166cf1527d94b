/** JSON that others have written, read without trust in its form. */
package io.keystoreconnector.runs.json;
