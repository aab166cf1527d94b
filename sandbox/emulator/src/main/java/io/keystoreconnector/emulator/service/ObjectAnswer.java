package io.keystoreconnector.emulator.service;

import java.util.Map;

/**
 * An answer of S3.
 *
 * @param headers besides the length of the body
 * @param body XML; empty if the operation has none
 */
public record ObjectAnswer(int status, Map<String, String> headers, String body) {}
