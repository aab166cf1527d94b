package io.keystoreconnector.cli.aws;

import java.util.Optional;

/**
 * An object in a bucket.
 *
 * @param size in bytes
 * @param sha256 its checksum in Base64; empty if it was stored without one
 */
public record ObjectFacts(long size, Optional<String> sha256) {}
