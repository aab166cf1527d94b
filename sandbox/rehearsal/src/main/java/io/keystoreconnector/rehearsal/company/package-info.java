/** A company with a thousand key stores: what their watches and repairs ask of KMS, and cost. */
package io.keystoreconnector.rehearsal.company;
