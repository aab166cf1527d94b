package io.keystoreconnector.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment of functions that must reach the emulated services and nothing else, however the
 * machine is configured to reach AWS.
 */
public record LocalCaller(Endpoint endpoint) {

  /**
   * The environment.
   *
   * @param settings what the deployment adds to it
   */
  public Map<String, String> environment(Map<String, String> settings) {
    Map<String, String> environment = new LinkedHashMap<>(endpoint.environment());
    environment.put("aws.region", "eu-central-1");
    environment.put("aws.accessKeyId", "AKIAREHEARSAL");
    environment.put("aws.secretAccessKey", "rehearsal");
    environment.put("aws.sessionToken", "");
    environment.put("aws.configFile", "/dev/null");
    environment.put("aws.sharedCredentialsFile", "/dev/null");
    environment.put("aws.disableEc2Metadata", "true");
    environment.putAll(settings);
    return environment;
  }
}
