package io.keystoreconnector.emulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

class WorldJsonTest {

  private static final String EVERYTHING =
      """
      {'settings': {'seed': 9, 'staleSeconds': 2},
       'keyStores': [
         {'name': 'payments', 'state': 'FAILED', 'errorCode': 'INVALID_CREDENTIALS', 'password': 'Hush-told-1'},
         {'name': 'moving', 'cluster': 'cluster-bbbbbbbbbbb', 'state': 'CONNECTING', 'secondsLeft': 12.5},
         {'name': 'stuck', 'cluster': 'cluster-bbbbbbbbbbb', 'state': 'CONNECTING', 'secondsLeft': 'NEVER'},
         {'name': 'forced', 'cluster': 'cluster-bbbbbbbbbbb', 'state': 'CONNECTING', 'endsWith': 'NETWORK_ERRORS'},
         {'name': 'external', 'state': 'CONNECTED', 'xks': {'secretAccessKey': 'Hush-told-2'}, 'proxy': {'secretAccessKey': 'Hush-real-2'}}],
       'clusters': [
         {'id': 'cluster-aaaaaaaaaaa', 'hsms': 1, 'kmsuser': {'password': 'Hush-user-3', 'failedLogIns': 2}},
         {'id': 'cluster-bbbbbbbbbbb', 'backup': 'Hush-back-4', 'hsms': [{'state': 'CREATE_IN_PROGRESS', 'secondsLeft': 5, 'kmsuser': 'Hush-hsm-5'}, {'state': 'DELETE_IN_PROGRESS'}]}],
       'secrets': [{'name': 'kmsuser', 'versions': [{'value': 'Hush-secret-6', 'stages': []}, {'value': {'password': 'Hush-secret-7'}}]},
                   {'name': 'gone', 'value': 'Hush-secret-8', 'deleted': true, 'encryptedWith': 'payments'}],
       'journal': [{'keyStoreId': 'payments', 'journal': {'format': 1, 'used': ['v']}}, {'keyStoreId': 'cks-other', 'version': 12.5, 'journal': 'no JSON', 'open': true}],
       'hub': [{'account': '111122223333', 'region': 'eu-central-1', 'keyStores': 1},
               {'account': '111122223333', 'region': 'eu-central-1', 'keyStoreId': 'cks-a', 'state': 'FAILED', 'managed': true},
               {'place': 'x', 'entry': 'y', 'version': 3}],
       'faults': [{'fault': 'THROTTLE', 'count': 2}, {'fault': 'ACCESS_DENIED', 'operation': 'CreateHsm'},
                  {'fault': 'REFUSE', 'error': 'CloudHsmClusterNotActive', 'from': 1, 'to': 2.5}, {'fault': 'SERVER_ERROR'},
                  {'fault': 'LATENCY', 'seconds': 1.5}, {'fault': 'LOST_REQUEST'}, {'fault': 'LOST_RESPONSE', 'nth': 3, 'count': 'ALL'},
                  {'fault': 'CONNECT_FAILS', 'code': 'X', 'keyStore': 'payments'}, {'fault': 'CONNECT_NEVER_ENDS'}, {'fault': 'CONNECT_TAKES', 'seconds': 9}, {'fault': 'EVENT_FAILS', 'source': 'a', 'code': 'X'}],
       'people': [{'at': 99, 'does': 'CONNECT', 'keyStore': 'k'}, {'at': 99, 'does': 'DISCONNECT', 'keyStore': 'k'},
                  {'at': 98, 'does': 'RENAME', 'keyStore': 'k', 'name': 'l'},
                  {'at': 99, 'does': 'TELL_PASSWORD', 'keyStore': 'k', 'password': 'Hush-deed-9'},
                  {'at': 99, 'does': 'RESET_PASSWORD', 'cluster': 'c', 'password': 'Hush-deed-10', 'secret': 's'},
                  {'at': 99, 'does': 'UNLOCK_USER', 'cluster': 'c'}, {'at': 99, 'does': 'LOG_IN', 'cluster': 'c'},
                  {'at': 99, 'does': 'LOG_OUT', 'cluster': 'c'}, {'at': 99, 'does': 'DELETE_USER', 'cluster': 'c'},
                  {'at': 99, 'does': 'ADD_HSM', 'cluster': 'c'}, {'at': 99, 'does': 'KILL_HSM', 'cluster': 'c'},
                  {'at': 99, 'does': 'DELETE_CLUSTER', 'cluster': 'c'}, {'at': 99.5, 'does': 'PUT_SECRET', 'secret': 's', 'value': 'Hush-deed-11'}]}
      """;

  private static World load(String json) {
    return load(JSON.std.mapFrom(json.replace('\'', '"')));
  }

  private static World load(Map<String, Object> json) {
    return World.load(json, new VirtualTime(Instant.parse("2026-11-23T03:00:00Z")));
  }

  @Test
  void aWorldReadBackInClearIsTheSameWorld() {
    Map<String, Object> written = load(EVERYTHING).toJson(SecretVisibility.CLEAR);
    String text = JSON.std.asString(written);
    assertThat(load(JSON.std.mapFrom(text)).toJson(SecretVisibility.CLEAR)).isEqualTo(written);
    assertThat(text).contains("Hush-told-1", "Hush-secret-7", "Hush-deed-11");
  }

  @Test
  void aWorldReadBackInTheMiddleGoesOnFromThere() {
    VirtualTime time = new VirtualTime(Instant.parse("2026-11-23T03:00:00Z"));
    World world = World.load(JSON.std.mapFrom(EVERYTHING.replace('\'', '"')), time);
    time.pass(Duration.ofMillis(3100));
    World copy = World.load(world.toJson(SecretVisibility.CLEAR), time);
    time.pass(Duration.ofSeconds(500));
    assertThat(copy.toJson(SecretVisibility.CLEAR)).isEqualTo(world.toJson(SecretVisibility.CLEAR));
  }

  @Test
  void aWorldReadBackForPeopleHidesEverySecret() {
    assertThat(JSON.std.asString(load(EVERYTHING).toJson(SecretVisibility.MASKED)))
        .contains(SecretVisibility.MASK)
        .doesNotContain("Hush");
  }

  @Test
  void whatIsLeftOutAgreesSoThatTheSmallestWorldConnects() {
    World world = load("{'keyStores': [{'name': 'store'}], 'clusters': [{}]}");
    KeyStore store = world.keyStores().all().getFirst();
    assertThat(store.clusterId()).isEqualTo(world.clusters().all().getFirst().id());
    assertThat(world.clusters().all().getFirst().hsms())
        .extracting(Hsm::zone)
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(world.settings().connectSeconds()).isEqualTo(240);
    assertThat(world.settings().disconnectSeconds()).isEqualTo(20);
    assertThat(world.settings().hsmSeconds()).isEqualTo(720);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'keystores': []}                                                     | keystores is not a valid field; valid fields are clusters, databases, faults, hub, journal, keyStores, people, second, secrets, settings, variants.
          {'keyStores': {}}                                                     | keyStores must be a list of objects.
          {'keyStores': [{}]}                                                   | keyStores[0].name is required.
          {'keyStores': [{'name': 7}]}                                          | keyStores[0].name must be a string.
          {'keyStores': [{'name': 'x'}]}                                        | keyStores[0].cluster is required, because the world has no cluster.
          {'clusters': [{}], 'keyStores': [{'name': 'x', 'state': 'BROKEN'}]}   | keyStores[0].state must be one of CONNECTED, CONNECTING, FAILED, DISCONNECTED, DISCONNECTING.
          {'clusters': [{}], 'keyStores': [{'name': 'x', 'state': 'FAILED'}]}   | keyStores[0].errorCode is required.
          {'clusters': [{}], 'keyStores': [{'name': 'x', 'errorCode': 'X'}]}    | keyStores[0].errorCode is allowed only with state FAILED.
          {'clusters': [{}], 'keyStores': [{'name': 'x'}, {'name': 'y', 'keys': -1}]} | keyStores[1].keys must be a whole number, 0 or more.
          {'clusters': [{'id': 'cluster-1'}]}                                   | clusters[0].id must match cluster-[2-7a-zA-Z]{11,16}.
          {'clusters': [{'hsms': 1.5}]}                                         | clusters[0].hsms must be a whole number, 0 or more.
          {'clusters': [{'zones': []}]}                                         | clusters[0].zones must name at least one Availability Zone.
          {'clusters': [{'zones': 'a'}]}                                        | clusters[0].zones must be a list of strings.
          {'clusters': [{'kmsuser': {'locked': 'yes'}}]}                        | clusters[0].kmsuser.locked must be true or false.
          {'clusters': [{'hsms': [{'kmsuser': {'lokced': true}}]}]}             | clusters[0].hsms[0].kmsuser.lokced is not a valid field; valid fields are failedLogIns, locked, loggedIn, password, present.
          {'secrets': [{'name': 'x'}]}                                          | secrets[0].value is required.
          {'journal': [{'version': 1}]}                                         | journal[0].keyStoreId is required.
          {'journal': [{'keyStoreId': 'a', 'journal': []}]}                     | journal[0].journal must be a string, a number, true, false or an object.
          {'journal': [{'keyStoreId': 'a'}, {'keyStoreId': 'a'}]}               | journal[1].keyStoreId is already the key store of another item.
          {'hub': [{'account': '1'}]}                                           | hub[0].region is required.
          {'hub': [{'place': 1, 'entry': 'a'}]}                                 | hub[0].place must be a string.
          {'hub': [{'place': 'a', 'keyStoreId': 'b'}, {'place': 'a', 'entry': 'b'}]} | hub[1].entry is already that of another item with the same place.
          {'faults': [{'fault': 'GREMLIN'}]}                                    | faults[0].fault must be one of THROTTLE, ACCESS_DENIED, REFUSE, SERVER_ERROR, LATENCY, LOST_REQUEST, LOST_RESPONSE, CONNECT_FAILS, CONNECT_NEVER_ENDS, CONNECT_TAKES, EVENT_FAILS.
          {'faults': [{}]}                                                      | faults[0].fault is required.
          {'faults': [{'fault': 'CONNECT_FAILS'}]}                              | faults[0].code is required.
          {'faults': [{'fault': 'REFUSE', 'error': 'Oops'}]}                    | faults[0].error must be the name of an error that an emulated service returns, such as CloudHsmClusterNotActiveException.
          {'faults': [{'fault': 'THROTTLE', 'keyStore': 'x'}]}                  | faults[0].keyStore is not a valid field; valid fields are count, fault, from, nth, operation, seen, to.
          {'faults': [{'fault': 'THROTTLE', 'operation': 'Connect'}]}           | faults[0].operation must be * or one of CreateCustomKeyStore, DescribeCustomKeyStores, ConnectCustomKeyStore, DisconnectCustomKeyStore, UpdateCustomKeyStore, DeleteCustomKeyStore, GenerateRandom, Encrypt, ListKeys, DescribeKey, ListAliases, DescribeClusters, DescribeBackups, CreateHsm, DeleteHsm, ModifyCluster, GetSecretValue, DescribeSecret, PutSecretValue, UpdateSecretVersionStage, GetRandomPassword, GetItem, PutItem, DeleteItem, DescribeTable, Query, Scan, StartExecution, DescribeExecution, ListExecutions, GetExecutionHistory, StopExecution, DescribeStateMachine, ListStateMachines, DescribeStacks, CreateChangeSet, DescribeChangeSet, ExecuteChangeSet, DeleteChangeSet, DescribeStackEvents, DeleteStack, HeadBucket, HeadObject, PutObject, DescribeDBInstances, DescribeDBClusters, PutEvents, Publish.
          {'clusters': [{'id': 'cluster-aaaaaaaaaaa'}, {'id': 'cluster-aaaaaaaaaaa'}]} | clusters[1].id is already the id of another cluster.
          {'clusters': [{}], 'keyStores': [{'name': 'x'}, {'name': 'x'}]}       | keyStores[1].name is already the name of another key store.
          {'clusters': [{}], 'keyStores': [{'name': 'x', 'id': 'i'}, {'name': 'y', 'id': 'i'}]} | keyStores[1].id is already the id of another key store.
          {'secrets': [{'name': 'x', 'value': 'a'}, {'name': 'x', 'value': 'b'}]} | secrets[1].name is already the name of another secret.
          {'databases': [{'name': 'x'}]}                                        | databases[0].key is required.
          {'databases': [{'name': 'x', 'key': 'k', 'kind': 'CLUSTER', 'cluster': 'y'}]} | databases[0].cluster is allowed only with kind INSTANCE.
          {'databases': [{'name': 'x', 'key': 'k', 'status': 'INACCESSIBLE', 'secondsLeft': 1}]} | databases[0].secondsLeft is not allowed with status INACCESSIBLE.
          {'databases': [{'name': 'x', 'key': 'k'}, {'name': 'x', 'key': 'k'}]} | databases[1].name is already the name of another database of this kind.
          {'clusters': [{}], 'keyStores': [{'name': 'x', 'keyArns': ['k'], 'keyAliases': [{'name': 'y', 'key': 'k'}]}]} | keyStores[0].keyAliases[0].name must begin with alias/.
          {'clusters': [{}], 'keyStores': [{'name': 'x', 'keyAliases': [{'name': 'alias/y', 'key': 'k'}]}]} | keyStores[0].keyAliases[0].key must be in keyArns of the key store.
          {'people': [{'does': 'DANCE'}]}                                       | people[0].does must be one of CONNECT, DISCONNECT, BREAK_SESSION, TELL_PASSWORD, RENAME, RESET_PASSWORD, UNLOCK_USER, LOG_IN, LOG_OUT, DELETE_USER, ADD_HSM, KILL_HSM, MODIFY_CLUSTER, DELETE_CLUSTER, PUT_SECRET.
          {'people': [{'does': 'CONNECT'}]}                                     | people[0].keyStore is required.
          {'people': [{'at': -1, 'does': 'CONNECT', 'keyStore': 'x'}]}          | people[0].at must be a number of seconds, 0 or more.
          {'settings': {'staleness': 'NEVER'}}                                  | settings.staleness must be one of ALWAYS, SOMETIMES.
          {'settings': 7}                                                       | settings must be an object.
          {'variants': {'connectWhileConnected': 'MAYBE'}}                      | variants.connectWhileConnected must be one of ACCEPTED, INVALID_STATE.
          """)
  void aWrongWorldIsRefusedInOneSentenceThatNamesTheField(String json, String sentence) {
    assertThatThrownBy(() -> load(json))
        .isInstanceOf(WorldFormatException.class)
        .hasMessage(sentence);
  }

  @Test
  void anItemOfTheJournalIsFoundByTheIdOfItsKeyStoreAndReadBackAsItWasWritten() {
    World world = load(EVERYTHING);
    String id = world.keyStores().all().getFirst().id();
    assertThat(world.journalTable().get(id).orElseThrow())
        .containsEntry("journal", AttributeValue.of("{\"format\":1,\"used\":[\"v\"]}"))
        .containsEntry("version", AttributeValue.of(BigDecimal.ONE));
    assertThat(world.toJson(SecretVisibility.MASKED).get("journal"))
        .isEqualTo(
            List.of(
                Map.of(
                    "keyStoreId",
                    id,
                    "version",
                    1,
                    "journal",
                    Map.of("format", 1, "used", List.of("v"))),
                Map.of(
                    "keyStoreId",
                    "cks-other",
                    "version",
                    new BigDecimal("12.5"),
                    "journal",
                    "no JSON",
                    "open",
                    true)));
  }

  @Test
  void theKeysOfTheHubsItemsFollowFromWhatTheyAreAbout() {
    World world = load(EVERYTHING);
    assertThat(world.hubTable().items())
        .extracting(HubTable.Key::of)
        .containsExactly(
            new HubTable.Key("111122223333/eu-central-1", "cks-a"),
            new HubTable.Key("111122223333/eu-central-1", "inventory"),
            new HubTable.Key("x", "y"));
  }
}
