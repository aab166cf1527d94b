/**
 * What the handlers need of AWS, as interfaces in the words of the playbook. The adapters in {@code
 * aws} implement them; nothing here knows the SDK, or what the state machine calls an error.
 */
@NullMarked
package io.keystoreconnector.handlers.account;

import org.jspecify.annotations.NullMarked;
