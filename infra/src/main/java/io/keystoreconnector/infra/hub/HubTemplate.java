package io.keystoreconnector.infra.hub;

import io.keystoreconnector.infra.FunctionCode;
import io.keystoreconnector.infra.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.CfnSubscription;
import software.constructs.Construct;

/** The hub as one CloudFormation template with parameters, without bootstrap or roles of CDK. */
public final class HubTemplate extends Stack {

  private static final String NO_BOUNDARY = "no-permissions-boundary";

  /** The template as a stack of an app. */
  public HubTemplate(Construct scope, String id) {
    super(
        scope,
        id,
        StackProps.builder()
            .synthesizer(new BootstraplessSynthesizer())
            .description(
                "Key Store Connector %s, hub: what all accounts of an organization report about their key stores."
                    .formatted(Release.version()))
            .build());
    getTemplateOptions().setTemplateFormatVersion("2010-09-09");
    String bucket =
        parameter(
            "CodeBucket",
            "The S3 bucket, in this Region, that holds watch.jar.",
            "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
            "my-artifacts",
            null);
    String prefix =
        parameter(
            "CodePrefix",
            "The folder in the bucket that holds the jar, without a trailing slash.",
            "[A-Za-z0-9!_.*'()/-]{0,200}[A-Za-z0-9!_.*'()-]",
            "keystore-connector/0123456789ab",
            "keystore-connector/" + FunctionCode.release());
    String organization =
        parameter(
            "OrganizationId",
            "The id of the organization whose accounts may send events.",
            ConnectorHubProps.ORGANIZATION_ID,
            "o-a1b2c3d4e5",
            null);
    String email =
        parameter(
            "NotificationEmail",
            "The e-mail address that is notified when an account goes silent; it must confirm"
                + " once.",
            "(" + ConnectorHubProps.EMAIL + ")?",
            "oncall@example.com",
            "");
    String boundary =
        parameter(
            "PermissionsBoundaryArn",
            "ARN of the permissions boundary for every role.",
            "arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+|" + NO_BOUNDARY,
            "arn:aws:iam::111122223333:policy/boundary",
            NO_BOUNDARY);
    CfnCondition metrics = metrics();
    CfnCondition bounded = given("HasPermissionsBoundary", boundary, NO_BOUNDARY);
    ConnectorHub hub =
        new ConnectorHub(
            this,
            "Hub",
            ConnectorHubProps.forOrganization(organization)
                .code(FunctionCode.inBucket(Bucket.fromBucketName(this, "Code", bucket), prefix))
                .permissionsBoundary(
                    ManagedPolicy.fromManagedPolicyArn(
                        this,
                        "Boundary",
                        Fn.conditionIf(bounded.getLogicalId(), boundary, Aws.NO_VALUE).toString()))
                .build());
    hub.addOutputs();
    onlyIf(metrics, hub);
    CfnSubscription subscription =
        CfnSubscription.Builder.create(this, "Email")
            .topicArn(hub.topic().getTopicArn())
            .protocol("email")
            .endpoint(email)
            .build();
    subscription.getCfnOptions().setCondition(given("HasNotificationEmail", email, ""));
    Annotations.of(getNode().findChild("Code"))
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:codeFromBucketObjectVersionNotSpecified",
            "The prefix changes with the release.");
  }

  private CfnCondition metrics() {
    CfnParameter metrics =
        CfnParameter.Builder.create(this, "LinkMetrics")
            .type("String")
            .description(
                "true: accounts may link their metrics to this one, for the dashboard. false: they"
                    + " may not, because this account already has a sink in this Region.")
            .allowedValues(List.of("true", "false"))
            .defaultValue("true")
            .build();
    return CfnCondition.Builder.create(this, "HasSink")
        .expression(Fn.conditionEquals(metrics.getValueAsString(), "true"))
        .build();
  }

  private static void onlyIf(CfnCondition metrics, ConnectorHub hub) {
    ((CfnResource) hub.getNode().findChild("Sink")).getCfnOptions().setCondition(metrics);
    ((CfnOutput) hub.getNode().findChild("HubSinkArn")).setCondition(metrics);
  }

  private CfnCondition given(String id, String value, String nothing) {
    return CfnCondition.Builder.create(this, id)
        .expression(Fn.conditionNot(Fn.conditionEquals(value, nothing)))
        .build();
  }

  private String parameter(
      String id, String description, String pattern, String example, @Nullable String byDefault) {
    return CfnParameter.Builder.create(this, id)
        .type("String")
        .description(description)
        .allowedPattern("^(" + pattern + ")$")
        .constraintDescription("must look like " + example)
        .defaultValue(byDefault)
        .build()
        .getValueAsString();
  }
}
