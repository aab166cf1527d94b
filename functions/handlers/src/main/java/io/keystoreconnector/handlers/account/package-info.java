/**
 * What the handlers need from AWS, as interfaces in the terms of the playbook. The adapters in
 * {@code aws} implement them; nothing here knows the SDK, or the state machine's names for errors.
 */
@NullMarked
package io.keystoreconnector.handlers.account;

import org.jspecify.annotations.NullMarked;
