/**
 * The Lambda handlers: JSON at the edge, the playbook or one guarded call inside. What they need
 * from AWS is in {@code account}; only the adapters in {@code aws} know the SDK. The exceptions
 * here are those that the state machine matches by name.
 */
@NullMarked
package io.keystoreconnector.handlers;

import org.jspecify.annotations.NullMarked;
