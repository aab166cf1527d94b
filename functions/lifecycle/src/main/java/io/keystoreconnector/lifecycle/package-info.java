/**
 * How a run begins for a CloudFormation deployment, and what happens when any run ends:
 * docs/outcomes.md, which also lists the permissions that each of the two functions needs.
 */
@NullMarked
package io.keystoreconnector.lifecycle;

import org.jspecify.annotations.NullMarked;
