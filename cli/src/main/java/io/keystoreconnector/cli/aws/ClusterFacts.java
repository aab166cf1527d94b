package io.keystoreconnector.cli.aws;

import java.util.List;

/**
 * A CloudHSM cluster: its state, how many HSMs are active, and in how many zones.
 *
 * @param freeZones the zones in which it has a subnet and no active HSM
 */
public record ClusterFacts(
    String id, String state, int activeHsms, int activeZones, List<String> freeZones) {}
