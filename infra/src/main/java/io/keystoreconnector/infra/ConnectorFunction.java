package io.keystoreconnector.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnAlias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** A function with its role, its log group, and the alias through which it is called. */
final class ConnectorFunction extends Construct {

  private final Role role;
  private final Function function;
  private final Alias alias;

  /**
   * The properties of one function.
   *
   * @param timeoutSeconds at most as long as the step that calls it waits, so that nothing is done
   *     after the step was given up
   * @param environment in addition to the variables that all functions have
   */
  record Spec(
      FunctionCode.Jar jar,
      String handler,
      String description,
      int timeoutSeconds,
      Map<String, String> environment) {}

  ConnectorFunction(Construct scope, String id, Spec spec, SharedParts shared) {
    super(scope, id);
    KeyStoreConnectorProps props = shared.props();
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(props.logRetention())
            .encryptionKey(props.logKey())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .description(spec.description())
            .build();
    role.addToPolicy(
        Grants.on("WriteLogs", logs.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
    function =
        Function.Builder.create(this, "Function")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .memorySize(props.memoryMegabytes())
            .timeout(Duration.seconds(spec.timeoutSeconds()))
            .code(props.code().of(spec.jar()))
            .handler(spec.handler())
            .description(spec.description())
            .environment(environment(spec))
            .role(role)
            .logGroup(logs)
            .loggingFormat(LoggingFormat.JSON)
            .snapStart(props.snapStart() ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
            .currentVersionOptions(VersionOptions.builder().codeSha256(spec.jar().sha256()).build())
            .build();
    Annotations.of(function)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish", "There is a published version.");
    // A bucket and a key do not distinguish one jar from the next.
    function.invalidateVersionBasedOn(spec.jar().sha256());
    if (props.network() != null) {
      connectTo(props.network(), shared.conditions().network());
    }
    alias =
        Alias.Builder.create(this, "Alias")
            .aliasName("live")
            .version(function.getCurrentVersion())
            .build();
  }

  private static Map<String, String> environment(Spec spec) {
    Map<String, String> variables = new LinkedHashMap<>(spec.environment());
    variables.put(Release.APP_ID, Release.appId());
    return variables;
  }

  /**
   * Lambda checks the right to network interfaces when it creates the function. The right is in the
   * policy that the role always has, for which the function waits; it could not wait for a policy
   * of its own, because DependsOn takes no condition.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html">DependsOn
   *     attribute</a>
   */
  private void connectTo(FunctionNetwork network, @Nullable CfnCondition condition) {
    ((CfnResource) function.getNode().getDefaultChild())
        .addPropertyOverride("VpcConfig", Conditions.keep(condition, network.vpcConfig()));
    PolicyStatement right = Grants.networkInterfaces();
    role.addToPolicy(right);
    if (condition != null) {
      // After the right to write logs, which each role has first.
      ((CfnResource) role.getNode().findChild("DefaultPolicy").getNode().getDefaultChild())
          .addPropertyOverride(
              "PolicyDocument.Statement.1", Conditions.keep(condition, right.toStatementJson()));
    }
  }

  /** The same, with more rights. */
  ConnectorFunction may(PolicyStatement... statements) {
    List.of(statements).forEach(role::addToPolicy);
    return this;
  }

  /** The same, with more rights in a separate policy, deployed only under the condition. */
  ConnectorFunction mayAlso(
      @Nullable CfnCondition condition, String policy, PolicyStatement... statements) {
    Conditions.apply(
        condition,
        Policy.Builder.create(this, policy)
            .statements(List.of(statements))
            .roles(List.of(role))
            .build());
    return this;
  }

  /**
   * CloudFormation publishes no version when only a parameter changes, so a key store that was
   * removed from the allow-list would stay on that of the last version. The version stays in the
   * template: it ties the uploaded jar to its hash.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html">AWS::Lambda::Version</a>
   */
  void callLatest() {
    ((CfnAlias) alias.getNode().getDefaultChild())
        .addPropertyOverride("FunctionVersion", "$LATEST");
  }

  Role role() {
    return role;
  }

  Function function() {
    return function;
  }

  Alias alias() {
    return alias;
  }

  String aliasArn() {
    return alias.getFunctionArn();
  }
}
