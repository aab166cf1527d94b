package io.keystoreconnector.statemachine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code dynamodb:getItem} and {@code dynamodb:putItem}, the optimized integrations, and
 * leaves every other resource to another runner.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html">Perform
 *     DynamoDB CRUD operations</a>
 */
public final class DynamoDbTasks implements TaskRunner {
  /** The integration that reads an item. */
  public static final String GET_ITEM = "dynamodb:getItem";

  /** The integration that writes an item. */
  public static final String PUT_ITEM = "dynamodb:putItem";

  private static final Map<String, String> ACTIONS =
      Map.of(GET_ITEM, "GetItem", PUT_ITEM, "PutItem");

  private final DynamoDb dynamoDb;
  private final TaskRunner others;

  /** The other runner gets every resource that is not one of DynamoDB's. */
  public DynamoDbTasks(DynamoDb dynamoDb, TaskRunner others) {
    this.dynamoDb = dynamoDb;
    this.others = others;
  }

  @Override
  public @Nullable Object run(String resource, @Nullable Object arguments) throws TaskFailed {
    String integration = TaskResource.of(resource).map(TaskResource::integration).orElse("");
    String action = ACTIONS.get(integration);
    return action == null
        ? others.run(resource, arguments)
        : dynamoDb.call(action, Integration.named(integration).checked(arguments));
  }
}
