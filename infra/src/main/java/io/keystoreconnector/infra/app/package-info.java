/** The CDK app of this repository: a stack made from a small configuration file. */
@NullMarked
package io.keystoreconnector.infra.app;

import org.jspecify.annotations.NullMarked;
