package io.keystoreconnector.room;

import io.keystoreconnector.emulator.Bench;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudhsmv2.CloudHsmV2Client;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import tools.jackson.jr.ob.JSON;

/** Does with the SDK what an AWS CLI command does. */
final class Examples {

  /** A client and the interface that has its operations. */
  private record Client(Class<?> type, Object client) {}

  private final Map<String, Client> clients;

  Examples(URI endpoint) {
    clients =
        Map.of(
            "kms", new Client(KmsClient.class, Bench.client(KmsClient.builder(), endpoint)),
            "cloudhsmv2",
                new Client(
                    CloudHsmV2Client.class, Bench.client(CloudHsmV2Client.builder(), endpoint)),
            "secretsmanager",
                new Client(
                    SecretsManagerClient.class,
                    Bench.client(SecretsManagerClient.builder(), endpoint)),
            "dynamodb",
                new Client(DynamoDbClient.class, Bench.client(DynamoDbClient.builder(), endpoint)),
            "stepfunctions",
                new Client(SfnClient.class, Bench.client(SfnClient.builder(), endpoint)),
            "cloudformation",
                new Client(
                    CloudFormationClient.class,
                    Bench.client(CloudFormationClient.builder(), endpoint)),
            "rds", new Client(RdsClient.class, Bench.client(RdsClient.builder(), endpoint)),
            "sns", new Client(SnsClient.class, Bench.client(SnsClient.builder(), endpoint)));
  }

  /** The words after {@code aws}. */
  void run(List<String> words) throws ReflectiveOperationException {
    Client client = Objects.requireNonNull(clients.get(words.getFirst()), words.getFirst());
    String operation = words.get(1).replace("-", "");
    var method =
        Arrays.stream(client.type.getMethods())
            .filter(m -> m.getName().toLowerCase(Locale.ROOT).equals(operation))
            .filter(m -> m.getParameterCount() == 1)
            .filter(m -> SdkPojo.class.isAssignableFrom(m.getParameterTypes()[0]))
            .findFirst()
            .orElseThrow();
    Object builder = method.getParameterTypes()[0].getMethod("builder").invoke(null);
    for (int i = 2; i < words.size(); i++) {
      SdkField<?> field = field((SdkPojo) builder, words.get(i).substring(2));
      boolean flag = MarshallingType.BOOLEAN.equals(field.marshallingType());
      field.set(builder, flag ? (Object) true : value(field, words.get(++i)));
    }
    var _ = method.invoke(client.client, ((SdkBuilder<?, ?>) builder).build());
  }

  /** A map has string attributes: a key. */
  private static Object value(SdkField<?> field, String word) {
    return MarshallingType.MAP.equals(field.marshallingType())
        ? JSON.std.mapFrom(word).entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    e -> AttributeValue.fromS((String) ((Map<?, ?>) e.getValue()).get("S"))))
        : word;
  }

  private static SdkField<?> field(SdkPojo builder, String option) {
    return builder.sdkFields().stream()
        .filter(f -> kebab(f.locationName()).equals(option))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no parameter --" + option));
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
