package io.keystoreconnector.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts functions as Lambda's managed Java runtime does, in a separate folder for the run. */
final class Launch {
  static final Path SYSTEM_AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private final Path folder;
  private final Identity identity;
  private final Map<String, String> endpoints;
  private final Throttle throttle;
  private final boolean namespaces;

  Launch(Path folder, Identity identity, Map<String, String> endpoints, Throttle throttle)
      throws IOException {
    this.folder = folder;
    this.identity = identity;
    this.endpoints = endpoints;
    this.throttle = throttle;
    this.namespaces = Files.exists(SYSTEM_AUTHORITIES) && Shell.succeeds(mount("true"));
  }

  /** Starts it; the caller stops it. Its output goes to a file with its name. */
  Process start(Subject subject, String runtimeApi) throws IOException {
    List<String> command = new ArrayList<>(throttle.prefix());
    command.addAll(namespaces ? mount() : List.of());
    command.addAll(java(subject));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(task(subject).toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(subject).toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment(subject, runtimeApi));
    return builder.start();
  }

  Path log(Subject subject) {
    return folder.resolve(subject.name() + ".log");
  }

  /** Unpacks the jar once, as Lambda does with an uploaded one. */
  Path task(Subject subject) throws IOException {
    Path task = folder.resolve("task-" + subject.name());
    if (!Files.exists(task)) {
      Unpack.jar(subject.jar(), task);
    }
    return task;
  }

  /** Native code trusts only one file: only this process sees another in its place. */
  private List<String> mount(String... command) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "/bin/sh",
                "-c",
                "mount --bind "
                    + identity.nativeTrustStore()
                    + " "
                    + SYSTEM_AUTHORITIES
                    + " && exec \"$@\"",
                "sh"));
    all.addAll(List.of(command));
    return all;
  }

  private List<String> java(Subject subject) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // 85 % of 512 MiB.
                "-XX:MaxHeapSize=445645k",
                // A 64th of the memory, as the JVM itself chooses there.
                "-XX:InitialHeapSize=8m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.net.preferIPv4Stack=true",
                "-Djavax.net.ssl.trustStore=" + identity.javaTrustStore()));
    command.addAll(subject.jvm());
    command.addAll(
        List.of(
            "-classpath",
            runtimeClassPath(),
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            subject.handler()));
    return command;
  }

  private static String runtimeClassPath() {
    return String.join(
        File.pathSeparator,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> jar.contains("aws-lambda-java-") || jar.contains("utils-lite"))
            .toList());
  }

  private Map<String, String> environment(Subject subject, String runtimeApi) throws IOException {
    Map<String, String> all = new TreeMap<>();
    all.put("PATH", System.getenv("PATH"));
    all.put("LANG", "en_US.UTF-8");
    all.put("TZ", ":UTC");
    all.put("_HANDLER", subject.handler());
    all.put("LAMBDA_TASK_ROOT", task(subject).toString());
    all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    all.put("AWS_LAMBDA_FUNCTION_NAME", subject.name());
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    all.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
    all.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    all.put("AWS_REGION", "eu-central-1");
    all.put("AWS_DEFAULT_REGION", "eu-central-1");
    all.put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
    all.put("AWS_SECRET_ACCESS_KEY", "example");
    all.put("AWS_SESSION_TOKEN", "example");
    all.putAll(endpoints);
    all.putAll(subject.environment());
    return all;
  }
}
