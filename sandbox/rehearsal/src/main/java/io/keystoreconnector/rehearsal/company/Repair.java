package io.keystoreconnector.rehearsal.company;

import java.util.List;

/**
 * One run that was played for a FAILED key store, in seconds since it started.
 *
 * @param connectedAfter when the key store was CONNECTED
 * @param reported whether the run saw it, and so needed no person
 * @param steps how many transitions the run had
 * @param requests what it asked of KMS
 */
record Repair(double connectedAfter, boolean reported, int steps, List<KmsRequest> requests) {

  Repair {
    requests = List.copyOf(requests);
  }
}
