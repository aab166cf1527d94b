/** The adapters: the only place that knows the AWS SDK. */
@NullMarked
package io.keystoreconnector.handlers.aws;

import org.jspecify.annotations.NullMarked;
