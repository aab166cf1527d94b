package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.ResourceChangeFacts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A change of a resource, and what it means for what the resource holds. */
record StackChange(ResourceChangeFacts facts) {

  /** Types whose resources have contents that another resource would not have. */
  private static final Set<String> HOLD_DATA =
      Set.of(
          "AWS::DynamoDB::Table",
          "AWS::Logs::LogGroup",
          "AWS::SNS::Topic",
          "AWS::SQS::Queue",
          "AWS::StepFunctions::StateMachine");

  /** What becomes of a resource, in the order of the table. */
  enum Kind {
    REPLACE,
    REMOVE,
    MODIFY,
    ADD;

    String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Kind kind() {
    return switch (facts.action()) {
      case "Add", "Import" -> Kind.ADD;
      case "Remove" -> Kind.REMOVE;
      default -> isReplaced() ? Kind.REPLACE : Kind.MODIFY;
    };
  }

  /** Conditional: CloudFormation knows only while it makes the change. */
  private boolean isReplaced() {
    return facts.replacement().equals("True") || facts.replacement().equals("Conditional");
  }

  /** Whether something is lost. */
  boolean losesData() {
    return HOLD_DATA.contains(facts.type()) && (kind() == Kind.REPLACE || kind() == Kind.REMOVE);
  }

  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("change", kind().name());
    json.put("logicalId", facts.logicalId());
    json.put("type", facts.type());
    json.put("properties", facts.properties());
    json.put("losesData", losesData());
    return json;
  }
}
