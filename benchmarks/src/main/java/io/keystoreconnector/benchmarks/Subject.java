package io.keystoreconnector.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One function under measurement.
 *
 * @param jar the shaded jar; it is unpacked as Lambda does with an uploaded jar
 * @param handler the class that Lambda is told to call
 * @param event the file that holds the event of every call
 * @param jvm options added to the JVM's own
 * @param environment variables added to those that every subject gets
 */
record Subject(
    String name,
    Path jar,
    String handler,
    Path event,
    List<String> jvm,
    Map<String, String> environment) {}
