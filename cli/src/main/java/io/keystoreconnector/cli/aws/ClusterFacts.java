package io.keystoreconnector.cli.aws;

/** A CloudHSM cluster: its state, how many HSMs are active, and in how many zones. */
public record ClusterFacts(String id, String state, int activeHsms, int activeZones) {}
