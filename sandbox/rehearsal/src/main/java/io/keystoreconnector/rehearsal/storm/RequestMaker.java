package io.keystoreconnector.rehearsal.storm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Makes valid requests, a few of which do not fit the key store. */
final class RequestMaker {

  static final String ENDPOINT = "https://xks2.example.com";
  static final String PATH = "/other/kms/xks/v1";
  static final String SERVICE = "com.amazonaws.vpce.eu-central-1.vpce-svc-0a1b2c3d4e5f60718";
  static final String OWNER = "444455556666";
  static final String ACCESS_KEY = "PLANTEDPLANTEDPLANTED";
  static final String SECRET_KEY = "PlantedPlantedPlantedPlantedPlantedPlantedPlanted";

  private static final Set<String> MAY_BE_NOW =
      Set.of("xksProxyUriPath", "xksProxyAuthenticationCredentialSecretId");

  private final Dice dice;
  private final boolean external;

  RequestMaker(Dice dice, boolean external) {
    this.dice = dice;
    this.external = external;
  }

  Map<String, Object> make() {
    Map<String, Object> request = new LinkedHashMap<>();
    if (dice.percent(50)) {
      request.put("customKeyStoreName", dice.percent(98) ? "payments" : "nobody");
    } else {
      request.put("customKeyStoreId", Vocabulary.STORE_ID);
    }
    if (dice.percent(20)) {
      request.put("whenDisconnected", dice.pick("LEAVE", "LEAVE", "CONNECT"));
    }
    if (dice.percent(55)) {
      request.put("update", update(dice.percent(98) == external));
    }
    if (dice.percent(30)) {
      request.put("addHsm", true);
    }
    if (dice.percent(40)) {
      request.put("maxAttempts", dice.pick(1, 2, dice.between(1, 10)));
    }
    if (dice.percent(30)) {
      request.put("windowSeconds", dice.pick(120, dice.between(120, 400), dice.between(120, 1200)));
    }
    request.put(
        "pollSeconds", dice.pick(dice.between(5, 60), dice.between(40, 60), dice.between(40, 60)));
    if (dice.percent(4)) {
      request.put("dryRun", true);
    }
    return request;
  }

  private Map<String, Object> update(boolean forProxy) {
    Map<String, Object> update = new LinkedHashMap<>();
    if (forProxy) {
      proxy(update);
    } else if (dice.percent(20)) {
      update.put(
          "cloudHsmClusterId",
          dice.pick(Vocabulary.RELATED, Vocabulary.RELATED, Vocabulary.CLUSTER));
    }
    if (update.isEmpty() || dice.percent(20)) {
      update.put(
          forProxy ? "xksProxyAuthenticationCredentialSecretId" : "keyStorePasswordSecretId",
          Vocabulary.SECRET);
    }
    if (MAY_BE_NOW.containsAll(update.keySet()) && dice.percent(50)) {
      update.put("when", "NOW");
    } else if (dice.percent(30)) {
      update.put("when", "BEFORE_CONNECT");
    }
    return update;
  }

  private void proxy(Map<String, Object> update) {
    if (dice.percent(15)) {
      update.put("xksProxyUriEndpoint", ENDPOINT);
    }
    if (dice.percent(15)) {
      update.put("xksProxyUriPath", PATH);
    }
    if (dice.percent(10)) {
      update.put("xksProxyVpcEndpointServiceName", SERVICE);
    }
    if (dice.percent(10)) {
      update.put("xksProxyVpcEndpointServiceOwner", OWNER);
    }
    if (dice.percent(5)) {
      update.put("xksProxyConnectivity", "PUBLIC_ENDPOINT");
      update.put("xksProxyVpcEndpointServiceName", dice.pick("", SERVICE));
    }
  }
}
