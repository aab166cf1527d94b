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
 * @param answer what every answer must contain, so that no failure is measured
 * @param jvm options added to the JVM's own
 * @param environment variables added to those that every subject gets
 */
record Subject(
    String name,
    Path jar,
    String handler,
    Path event,
    String answer,
    List<String> jvm,
    Map<String, String> environment) {

  /** The same function from another build. */
  Subject from(String otherName, Path otherJar, Path otherEvent) {
    return new Subject(otherName, otherJar, handler, otherEvent, answer, jvm, environment);
  }
}
