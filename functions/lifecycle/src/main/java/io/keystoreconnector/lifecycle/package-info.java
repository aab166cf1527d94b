/**
 * How a CloudFormation deployment starts a run, and what happens when any run ends:
 * docs/outcomes.md, which also lists the permissions that each of the two functions needs.
 */
@NullMarked
package io.keystoreconnector.lifecycle;

import org.jspecify.annotations.NullMarked;
