/** JSON that others wrote, read without trust in its form. */
package io.keystoreconnector.runs.json;
