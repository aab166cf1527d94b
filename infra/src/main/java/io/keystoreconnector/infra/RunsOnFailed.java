package io.keystoreconnector.infra;

import io.keystoreconnector.core.KeyStoreType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * Starts a run when the watch sees that a key store has FAILED, unless it is not expected to be
 * CONNECTED, or a run has begun a repair: the changes of state that a run makes start no other one.
 * A run that is started so leaves a key store that someone has disconnected in the meantime.
 */
final class RunsOnFailed extends Construct {

  static final String LEAVE = "LEAVE";

  /** The field of the event with the type of the key store. */
  static final String OF_TYPE = "type";

  private final StateMachine machine;
  private final SharedParts shared;
  private final IEventBus bus;
  private final Role role;
  private int rules;

  RunsOnFailed(Construct scope, String id, StateMachine machine, SharedParts shared) {
    super(scope, id);
    this.machine = machine;
    this.shared = shared;
    this.bus = EventBus.fromEventBusName(this, "Bus", shared.props().eventBusName());
    this.role =
        Role.Builder.create(this, "Role")
            .assumedBy(
                new ServicePrincipal("events.amazonaws.com")
                    .withConditions(Triggers.rulesOnly(this)))
            .description("Starts runs of key stores that have failed.")
            .build();
  }

  /** Adds a rule for each of these, with the request that it allows. */
  void forEach(List<ManagedKeyStore> stores) {
    List<String> ids =
        stores.stream().filter(ManagedKeyStore::isOne).map(ManagedKeyStore::id).toList();
    for (ManagedKeyStore store : stores) {
      addRules(store, which(store, ids));
    }
  }

  /** What a pattern matches may be of both types, and an update is for one of them. */
  private void addRules(ManagedKeyStore store, Map<String, Object> which) {
    Optional<KeyStoreType> type = store.updateType();
    if (store.isOne() || type.isEmpty()) {
      var unused = add(which, request(store.request()));
      return;
    }
    var unusedOfType =
        add(with(which, OF_TYPE, List.of(type.get().name())), request(store.request()));
    Map<String, Object> withoutUpdate = new LinkedHashMap<>(store.request());
    withoutUpdate.remove("update");
    var unusedOfOthers =
        add(with(which, OF_TYPE, Match.anythingBut(type.get().name())), request(withoutUpdate));
  }

  private static Map<String, Object> with(Map<String, Object> which, String field, Object values) {
    Map<String, Object> more = new LinkedHashMap<>(which);
    more.put(field, values);
    return more;
  }

  private static RuleTargetInput request(Map<String, Object> allowed) {
    Map<String, Object> request = new LinkedHashMap<>(allowed);
    request.remove("customKeyStoreName");
    request.put("customKeyStoreId", keyStoreId());
    request.put("whenDisconnected", LEAVE);
    return RuleTargetInput.fromObject(ofItself(request));
  }

  /** A key store that is given by its id has the request of that, and no other. */
  private static Map<String, Object> which(ManagedKeyStore store, List<String> ids) {
    Map<String, Object> which = new LinkedHashMap<>();
    if (store.isOne()) {
      which.put("keyStoreId", List.of(store.id()));
      return which;
    }
    if (!ids.isEmpty()) {
      which.put("keyStoreId", Match.anythingBut(ids.toArray()));
    }
    if (!store.id().equals(ManagedKeyStore.EVERY)) {
      which.put(
          "name",
          store.id().contains("*") ? List.of(Map.of("wildcard", store.id())) : List.of(store.id()));
    }
    return which;
  }

  /** The name and the id of the key store in place of what stands for them. */
  private static Map<String, Object> ofItself(Map<?, ?> fields) {
    Map<String, Object> own = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            own.put(String.valueOf(name), ofItself(inner));
          } else if (value instanceof String text && !Token.isUnresolved(text)) {
            own.put(
                String.valueOf(name),
                text.replace("{name}", EventField.fromPath("$.detail.name"))
                    .replace("{id}", keyStoreId()));
          } else {
            own.put(String.valueOf(name), value);
          }
        });
    return own;
  }

  private static String keyStoreId() {
    return EventField.fromPath("$.detail.keyStoreId");
  }

  /** Adds a rule for the key stores that these fields of the event's detail are about. */
  Rule add(Map<String, Object> which, RuleTargetInput request) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("connector", List.of(shared.name()));
    detail.put("to", List.of("FAILED"));
    detail.put("managed", List.of(true));
    detail.put("expected", List.of("CONNECTED"));
    detail.put("openRepair", List.of(false));
    detail.putAll(which);
    boolean always = shared.conditions().equals(Conditions.NONE);
    Rule rule =
        Rule.Builder.create(this, "Failed" + ++rules)
            .description("A key store has failed.")
            .eventBus(bus)
            .eventPattern(
                EventPattern.builder()
                    .source(List.of("keystore-connector"))
                    .detailType(List.of("Key Store State Changed"))
                    .detail(detail)
                    .build())
            .targets(
                List.of(
                    SfnStateMachine.Builder.create(machine)
                        .role(role)
                        .input(request)
                        .deadLetterQueue(shared.undelivered().ofRule(always))
                        .retryAttempts(24)
                        .maxEventAge(Duration.hours(1))
                        .build()))
            .build();
    if (!always) {
      shared.undelivered().receiveFrom(rule);
    }
    return rule;
  }
}
