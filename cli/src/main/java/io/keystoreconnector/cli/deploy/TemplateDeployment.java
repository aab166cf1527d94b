package io.keystoreconnector.cli.deploy;

import io.keystoreconnector.cli.aws.BucketHost;
import io.keystoreconnector.core.ShellWord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The shell commands that upload and deploy the files of a folder.
 *
 * @param folder with the template and the jars
 * @param name of the stack or StackSet
 * @param codePrefix the folder of the jars in the bucket
 * @param parameters of the template, besides those about the code
 */
record TemplateDeployment(
    String folder, String name, String codePrefix, Map<String, String> parameters) {

  private static final String TEMPLATE = DeployableTemplate.CONNECTOR.file();

  /** A shell or the AWS CLI would take them for more than characters. */
  private static final Pattern SPECIAL = Pattern.compile(".*[*{},].*");

  String template() {
    return folder + "/" + TEMPLATE;
  }

  String upload(String bucket) {
    return "aws s3 cp %s s3://%s/%s/ --recursive --exclude '*' --include '*.jar'"
        .formatted(ShellWord.of(folder), bucket, codePrefix);
  }

  /** One stack, in the account and Region of the caller. */
  String stack(String bucket) {
    Map<String, String> all = with("CodeBucket", bucket);
    return ("aws cloudformation deploy --stack-name %s --template-file %s --s3-bucket %s"
            + " --capabilities CAPABILITY_IAM --parameter-overrides %s")
        .formatted(
            name,
            ShellWord.of(template()),
            bucket,
            all.entrySet().stream()
                .map(each -> each.getKey() + "=" + quoted(each.getValue()))
                .collect(Collectors.joining(" ")));
  }

  /** The same to a bucket of each Region, with the template, which is too long for a request. */
  String upload(String bucketPrefix, List<String> regions) {
    return "for region in %s; do %s --include '*.template.json' --region $region; done"
        .formatted(String.join(" ", regions), upload(bucketPrefix + "-$region"));
  }

  /** One StackSet, whose stacks are in all accounts of an organization and in these Regions. */
  String stackSet(String bucketPrefix, List<String> regions, String targets) {
    String home = regions.getFirst();
    String values =
        with("CodeBucketPrefix", bucketPrefix).entrySet().stream()
            .map(each -> parameter(each.getKey(), each.getValue()))
            .collect(Collectors.joining(" "));
    return ("aws cloudformation create-stack-set --stack-set-name %s --permission-model"
            + " SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false"
            + " --capabilities CAPABILITY_IAM --template-url https://%s/%s/%s"
            + " --region %s --parameters %s && aws cloudformation create-stack-instances"
            + " --stack-set-name %s --deployment-targets OrganizationalUnitIds=%s --regions %s"
            + " --operation-preferences RegionConcurrencyType=PARALLEL,MaxConcurrentPercentage=25,"
            + "FailureTolerancePercentage=25 --region %s")
        .formatted(
            name,
            BucketHost.of(bucketPrefix + "-" + home, home),
            codePrefix,
            TEMPLATE,
            home,
            values,
            name,
            targets,
            String.join(" ", regions),
            home);
  }

  /** For each Region, where the console makes one stack of what {@link #upload} puts there. */
  List<String> links(String bucketPrefix, List<String> regions) {
    Map<String, String> filledIn = with(DeployableParameters.CODE_BUCKET_PREFIX, bucketPrefix);
    filledIn.values().removeIf(value -> value.startsWith("<"));
    return regions.stream()
        .map(
            region ->
                new QuickCreateLink(
                        region, bucketPrefix + "-" + region, codePrefix + "/" + TEMPLATE)
                    .of(name, filledIn))
        .flatMap(Optional::stream)
        .toList();
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(name, value);
    all.put("CodePrefix", codePrefix);
    all.putAll(parameters);
    return all;
  }

  private static String parameter(String name, String value) {
    String plain = "ParameterKey=" + name + ",ParameterValue=";
    return SPECIAL.matcher(value).matches() ? "'" + plain + "\"" + value + "\"'" : plain + value;
  }

  private static String quoted(String value) {
    return value.contains("*") || value.contains("{") ? "'" + value + "'" : value;
  }
}
