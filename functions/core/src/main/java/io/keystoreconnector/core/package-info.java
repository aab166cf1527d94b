/**
 * The playbook: what is requested ({@link io.keystoreconnector.core.Request}), what is seen ({@link
 * io.keystoreconnector.core.Observation}), what is remembered ({@link
 * io.keystoreconnector.core.Progress}), what is decided ({@link
 * io.keystoreconnector.core.Decision}), and what is reported at the end ({@link
 * io.keystoreconnector.core.Report}). Nothing here knows AWS, a clock or randomness.
 */
@NullMarked
package io.keystoreconnector.core;

import org.jspecify.annotations.NullMarked;
