package io.keystoreconnector.infra;

import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.constructs.IConstruct;

/** Parts of a template that are there only under one of its conditions. */
final class OnlyIf {

  private OnlyIf() {}

  /** Puts every resource of the part under the condition. */
  static void apply(CfnCondition condition, IConstruct part) {
    for (IConstruct each : part.getNode().findAll()) {
      if (each instanceof CfnResource resource) {
        resource.getCfnOptions().setCondition(condition);
      }
    }
  }
}
