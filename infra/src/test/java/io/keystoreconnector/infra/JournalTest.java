package io.keystoreconnector.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalTest {

  @ParameterizedTest
  @EnumSource
  void thereIsOneTableWithAnItemForEachKeyStore(Synthesized stack) {
    assertThat(stack.template().resources("AWS::DynamoDB::Table"))
        .containsOnlyKeys("Journal/Table");
    assertThat(table(stack))
        .containsEntry(
            "AttributeDefinitions",
            List.of(Map.of("AttributeName", "keyStoreId", "AttributeType", "S")))
        .containsEntry(
            "KeySchema", List.of(Map.of("AttributeName", "keyStoreId", "KeyType", "HASH")))
        .containsEntry("BillingMode", "PAY_PER_REQUEST")
        .containsEntry(
            "PointInTimeRecoverySpecification", Map.of("PointInTimeRecoveryEnabled", true));
  }

  @ParameterizedTest
  @EnumSource
  void itGoesWithItsStackAndHasNoNameThatAnotherStackCouldHave(Synthesized stack) {
    assertThat(stack.template().resources().get("Journal/Table"))
        .containsEntry("DeletionPolicy", "Delete")
        .containsEntry("UpdateReplacePolicy", "Delete");
    assertThat(table(stack))
        .doesNotContainKey("TableName")
        .containsEntry("DeletionProtectionEnabled", false);
  }

  @Test
  void itIsEncryptedWithAKeyOfDynamoDbOrOfTheUsersChoice() {
    assertThat(table(Synthesized.EVERYTHING))
        .containsEntry("SSESpecification", Map.of("SSEEnabled", false));
    assertThat(table(Synthesized.TUNED))
        .containsEntry(
            "SSESpecification",
            Map.of("SSEEnabled", true, "SSEType", "KMS", "KMSMasterKeyId", Synthesized.KEY));
  }

  @Test
  void ofTheFunctionsOnlyTheWatchKnowsTheTable() {
    for (CloudTemplate template : Synthesized.all()) {
      assertThat(
              template.resources("AWS::Lambda::Function").entrySet().stream()
                  .filter(
                      function ->
                          Json.deep(function.getValue())
                              .anyMatch(node -> "Journal/Table".equals(template.target(node))))
                  .map(Map.Entry::getKey))
          .containsExactly("Watching/Watch/Function");
    }
  }

  private static Map<String, Object> table(Synthesized stack) {
    return stack.template().properties("Journal/Table");
  }
}
