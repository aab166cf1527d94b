package io.keystoreconnector.emulator.service;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The constraints on string parameters, from the services' own models. */
enum Constraint {
  KEY_STORE_ID(1, 64),
  KEY_STORE_NAME(1, 256),
  KEY_ID(1, 2048),
  BLOB(1, 6144),
  CLUSTER_ID(19, 24, "cluster-[2-7a-zA-Z]{11,16}"),
  TRUST_ANCHOR(1, 5000),
  KEY_STORE_PASSWORD(7, 32),
  KEY_STORE_TYPE(0, 64, "AWS_CLOUDHSM|EXTERNAL_KEY_STORE"),
  MARKER(1, 1024, "[\\x20-\\xFF]*"),
  XKS_CONNECTIVITY(0, 64, "PUBLIC_ENDPOINT|VPC_ENDPOINT_SERVICE"),
  XKS_ENDPOINT(10, 128, "https://[a-zA-Z0-9.-]+"),
  XKS_PATH(10, 128, "(/[a-zA-Z0-9/_-]+/kms/xks/v\\d{1,2})|(/kms/xks/v\\d{1,2})"),
  XKS_VPC_SERVICE_NAME(
      20, 64, "(com|eu)\\.amazonaws\\.vpce\\.([a-z]+-){2,3}\\d+\\.vpce-svc-[0-9a-z]+"),
  XKS_VPC_SERVICE_NAME_OR_NONE(0, 64, "(" + XKS_VPC_SERVICE_NAME.pattern + ")?"),
  XKS_VPC_SERVICE_OWNER(12, 12, "[0-9]{12}"),
  XKS_ACCESS_KEY_ID(20, 30, "[A-Z2-7]{20,30}"),
  XKS_SECRET_KEY(43, 64, "[a-zA-Z0-9/+=]{43,64}"),
  ZONE(0, 64, "[a-z]{2}(-gov)?-(east|west|north|south|central){1,2}-\\d[a-z]"),
  IP_ADDRESS(0, 15, "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"),
  HSM_ID(0, 24, "hsm-[2-7a-zA-Z]{11,16}"),
  HSM_TYPE(0, 32, "(p|)hsm[0-9][a-z.]*\\.[a-zA-Z]+"),
  ENI_ID(0, 24, "eni-[0-9a-fA-F]{8,17}"),
  NEXT_TOKEN(0, 256),
  SECRET_ID(1, 2048),
  SECRET_VERSION_ID(32, 64),
  SECRET_STAGE(1, 256),
  SECRET_STRING(1, 65536),
  TABLE_NAME(1, 1024, "[a-zA-Z0-9_.:/-]+"),
  STATES_ARN(1, 256),
  STATES_TOKEN(1, 1024),
  EXECUTION_NAME(1, 80),
  EXECUTION_STATUS(0, 64, "RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE"),
  EXECUTION_ERROR(0, 256),
  EXECUTION_CAUSE(0, 32768),
  ANY_TEXT(0, Integer.MAX_VALUE);

  private final int min;
  private final int max;
  private final @Nullable Pattern pattern;

  Constraint(int min, int max) {
    this.min = min;
    this.max = max;
    this.pattern = null;
  }

  Constraint(int min, int max, String pattern) {
    this.min = min;
    this.max = max;
    this.pattern = Pattern.compile(pattern);
  }

  /**
   * What is wrong with the string; null if nothing is. Never repeats the string: it may be secret.
   */
  @Nullable String broken(String text) {
    if (text.length() < min) {
      return "Member must have length greater than or equal to " + min;
    }
    if (text.length() > max) {
      return "Member must have length less than or equal to " + max;
    }
    if (pattern != null && !pattern.matcher(text).matches()) {
      return "Member must satisfy regular expression pattern: " + pattern;
    }
    return null;
  }
}
