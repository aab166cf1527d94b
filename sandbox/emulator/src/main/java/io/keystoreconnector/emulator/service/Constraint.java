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
  KEY_STORE_TYPE("AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"),
  MARKER(1, 1024, "[\\x20-\\xFF]*"),
  XKS_CONNECTIVITY("PUBLIC_ENDPOINT", "VPC_ENDPOINT_SERVICE"),
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
  EXCLUDED_CHARACTERS(0, 4096),
  TABLE_NAME(1, 1024, "[a-zA-Z0-9_.:/-]+"),
  STATES_ARN(1, 256),
  STATES_TOKEN(1, 1024),
  EXECUTIONS_TOKEN(1, 3096),
  EXECUTION_NAME(1, 80),
  /** AWS names the values in this order. */
  EXECUTION_STATUS("SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING"),
  EXECUTION_ERROR(0, 256),
  EXECUTION_CAUSE(0, 32768),
  ANY_TEXT(0, Integer.MAX_VALUE);

  private final int min;
  private final int max;
  private final @Nullable Pattern pattern;
  private final boolean isEnum;

  Constraint(int min, int max) {
    this(min, max, null, false);
  }

  Constraint(int min, int max, String pattern) {
    this(min, max, Pattern.compile(pattern), false);
  }

  Constraint(String... values) {
    this(0, Integer.MAX_VALUE, Pattern.compile(String.join("|", values)), true);
  }

  Constraint(int min, int max, @Nullable Pattern pattern, boolean isEnum) {
    this.min = min;
    this.max = max;
    this.pattern = pattern;
    this.isEnum = isEnum;
  }

  /** Whether a message may repeat the string: recorded messages of Step Functions do. */
  boolean isPublic() {
    return switch (this) {
      case STATES_ARN, STATES_TOKEN, EXECUTIONS_TOKEN, EXECUTION_NAME, EXECUTION_STATUS -> true;
      default -> false;
    };
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
      return isEnum
          ? "Member must satisfy enum value set: [" + pattern.pattern().replace("|", ", ") + "]"
          : "Member must satisfy regular expression pattern: " + pattern;
    }
    return null;
  }
}
