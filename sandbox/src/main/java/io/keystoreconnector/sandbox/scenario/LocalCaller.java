package io.keystoreconnector.sandbox.scenario;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment of functions that must reach the emulated services and nothing else, however the
 * machine is set up to reach AWS. The names are those of the AWS SDK for Java, where a system
 * property goes before the environment and the files below {@code ~/.aws}.
 */
record LocalCaller(URI endpoint) {

  private static final List<String> SERVICES = List.of("", "Kms", "CloudhsmV2", "SecretsManager");

  Map<String, String> environment(List<String> allowedKeyStores) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("aws.region", "eu-central-1");
    environment.put("aws.accessKeyId", "AKIAREHEARSAL");
    environment.put("aws.secretAccessKey", "rehearsal");
    environment.put("aws.sessionToken", "");
    environment.put("aws.configFile", "/dev/null");
    environment.put("aws.sharedCredentialsFile", "/dev/null");
    environment.put("aws.disableEc2Metadata", "true");
    environment.put("aws.ignoreConfiguredEndpointUrls", "false");
    SERVICES.forEach(name -> environment.put("aws.endpointUrl" + name, endpoint.toString()));
    environment.put("http.nonProxyHosts", "127.0.0.1");
    environment.put("ALLOWED_KEY_STORES", String.join(",", allowedKeyStores));
    environment.put("PRIMING", "off");
    return environment;
  }
}
