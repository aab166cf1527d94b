package io.keystoreconnector.infra;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.ITopic;

/**
 * The properties of a {@link KeyStoreConnector}.
 *
 * @param keyStores the only key stores on which it may act
 * @param deniedKeyStores the ids, names or patterns of names of those on which it may not act,
 *     whatever {@code keyStores} says
 * @param schedules when runs start automatically
 * @param emails who is notified when a run fails or recovers, or when something needs a person
 * @param noticeDisconnects whether to notify them when someone else disconnects one of the key
 *     stores; needs a CloudTrail trail in the account
 * @param logRetention how long the logs are kept
 * @param permissionsBoundary set on every role, if given
 * @param logKey encrypts the logs, if given; its policy must let CloudWatch Logs use it
 * @param topic an existing topic for the messages; without it, there is a new one. Its policy must
 *     let CloudWatch publish to it, and EventBridge with {@code noticeDisconnects} or {@code
 *     serviceAlarms}
 * @param topicKey encrypts the topic, if given; its policy must let CloudWatch and EventBridge use
 *     it
 * @param journalKey encrypts the journal's table, if given; otherwise a key of DynamoDB does. It
 *     must not be in one of the key stores: the journal is needed when they are disconnected
 * @param queueKey encrypts the queue of what could not be delivered, if given; otherwise a key of
 *     SQS does. Its policy must let EventBridge and the roles of the account use it
 * @param eventBusName the event bus for the outcome of every run
 * @param runbookUrl the address of the runbook, without an anchor, for links in messages
 * @param responseHosts the only origins, such as {@code
 *     https://bucket.s3.eu-central-1.amazonaws.com}, at which CloudFormation may be answered; none
 *     means those of its own bucket in the Region
 * @param memoryMegabytes of each function, 256 to 3008
 * @param snapStart whether published versions start from a snapshot. A version idle for 14 days
 *     loses its snapshot, and its next call fails once; the workflow tries that again
 * @param network the VPC in which the functions run, if given
 * @param runOnFailed whether a run starts when the watch sees that a key store has FAILED
 * @param watchMinutes how often the watch looks at all key stores, 1 to 60; 0 for no watch
 * @param storeAlarms whether each key store has alarms on what the watch sees
 * @param notConnectedMinutes how long a key store may be not CONNECTED before its alarm goes off,
 *     from {@code watchMinutes} to 720
 * @param serviceAlarms whether there are alarms on what AWS measures of key stores and clusters,
 *     and notices of AWS Health
 * @param proxyCredentialDays how old the credential of an external key store's proxy may become
 *     before its alarm goes off, 1 to 3650
 * @param fleet whether there is a second state machine, for several key stores at once
 * @param hub the hub of the organization to which it reports, if given; needs the watch
 * @param code where the functions come from
 */
public record KeyStoreConnectorProps(
    List<ManagedKeyStore> keyStores,
    List<String> deniedKeyStores,
    List<ConnectionSchedule> schedules,
    List<String> emails,
    boolean noticeDisconnects,
    RetentionDays logRetention,
    @Nullable IManagedPolicy permissionsBoundary,
    @Nullable IKey logKey,
    @Nullable ITopic topic,
    @Nullable IKey topicKey,
    @Nullable IKey journalKey,
    @Nullable IKey queueKey,
    String eventBusName,
    @Nullable String runbookUrl,
    List<String> responseHosts,
    int memoryMegabytes,
    boolean snapStart,
    @Nullable FunctionNetwork network,
    boolean runOnFailed,
    int watchMinutes,
    boolean storeAlarms,
    int notConnectedMinutes,
    boolean serviceAlarms,
    int proxyCredentialDays,
    boolean fleet,
    @Nullable HubConnection hub,
    FunctionCode code) {

  /**
   * Checks the values against each other.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  public KeyStoreConnectorProps {
    keyStores = List.copyOf(keyStores);
    deniedKeyStores = List.copyOf(deniedKeyStores);
    schedules = List.copyOf(schedules);
    emails = List.copyOf(emails);
    responseHosts = List.copyOf(responseHosts);
    unique("the id of a key store", keyStores, ManagedKeyStore::id);
    unique("an entry of deniedKeyStores", deniedKeyStores, entry -> entry);
    for (String denied : deniedKeyStores) {
      Validation.deniedKeyStores("an entry of deniedKeyStores", denied);
      Validation.that(
          keyStores.stream().noneMatch(store -> store.id().equals(denied)),
          "keyStores and deniedKeyStores must not both contain %s.".formatted(denied));
    }
    unique("the name of a schedule", schedules, ConnectionSchedule::name);
    unique("an e-mail address", emails, email -> email);
    emails.forEach(email -> Validation.email("an e-mail address", email));
    Validation.eventBusName("eventBusName", eventBusName);
    if (runbookUrl != null) {
      Validation.url("runbookUrl", runbookUrl);
    }
    responseHosts.forEach(origin -> Validation.origin("an origin in responseHosts", origin));
    Validation.that(
        memoryMegabytes >= 256 && memoryMegabytes <= 3008,
        "memoryMegabytes must be from 256 to 3008.");
    Validation.that(
        watchMinutes >= 0 && watchMinutes <= 60,
        "watchMinutes must be from 1 to 60, or 0 for no watch.");
    Validation.that(
        !runOnFailed || watchMinutes > 0,
        "runOnFailed needs the watch: watchMinutes must not be 0.");
    Validation.that(
        notConnectedMinutes >= Math.max(watchMinutes, 1) && notConnectedMinutes <= 720,
        "notConnectedMinutes must be from watchMinutes to 720.");
    Validation.that(
        proxyCredentialDays >= 1 && proxyCredentialDays <= 3650,
        "proxyCredentialDays must be from 1 to 3650.");
    if (hub != null) {
      Validation.that(
          watchMinutes > 0,
          "watchMinutes must be from 1 to 60 with hubBusArn: the hub takes an account without the"
              + " watch for a silent one.");
      Validation.that(
          !hub.busArn().endsWith(":event-bus/" + eventBusName),
          "hubBusArn must be another event bus than eventBusName, or each event would be sent for"
              + " ever.");
    }
    for (ConnectionSchedule schedule : schedules) {
      if (schedule.isForAFleet()) {
        FleetRequests.check(
            "schedule " + schedule.name(), schedule.fleetRequest(), keyStores, fleet);
      } else {
        Map<String, Object> request = schedule.requestFor(store(keyStores, schedule));
        Validation.request("schedule " + schedule.name(), request);
        store(keyStores, schedule).hold("schedule " + schedule.name(), request);
      }
    }
  }

  /** Starts with the defaults: no schedule, no notifications, logs for six months, 512 MB. */
  public static Builder forKeyStores(ManagedKeyStore... keyStores) {
    return new Builder(List.of(keyStores));
  }

  /** What the functions that answer CloudFormation are told about its addresses. */
  Map<String, String> responseEnvironment() {
    return responseHosts.isEmpty()
        ? Map.of()
        : Map.of("RESPONSE_HOSTS", String.join(",", responseHosts));
  }

  /** The input of the executions that a schedule starts. */
  Map<String, Object> requestOf(ConnectionSchedule schedule) {
    return schedule.isForAFleet()
        ? schedule.fleetRequest()
        : schedule.requestFor(store(keyStores, schedule));
  }

  /**
   * Checks that a request asks for no more than its key store allows. If the key store is named, or
   * its id is known only at deployment, one of those that it may be must allow it.
   *
   * @throws InvalidDeployment that names the field and what is allowed
   */
  void hold(String what, Map<String, Object> request) {
    Object id = request.get("customKeyStoreId");
    List<ManagedKeyStore> same = keyStores.stream().filter(store -> store.id().equals(id)).toList();
    if (!same.isEmpty()) {
      same.get(0).hold(what, request);
      return;
    }
    List<ManagedKeyStore> perhaps =
        keyStores.stream()
            .filter(store -> isUnknown(id) || Token.isUnresolved(store.id()) || !store.isOne())
            .toList();
    Validation.that(
        !perhaps.isEmpty(),
        "customKeyStoreId of %s must be one of the deployment's key stores, not %s."
            .formatted(what, id));
    List<Optional<String>> refusals =
        perhaps.stream()
            .map(store -> store.refusal(what, "a key store that it may mean", request))
            .toList();
    Validation.nothingWrong(
        refusals.stream().allMatch(Optional::isPresent) ? refusals.get(0) : Optional.empty());
  }

  private static boolean isUnknown(@Nullable Object id) {
    return id == null || Token.isUnresolved(id);
  }

  private static ManagedKeyStore store(
      List<ManagedKeyStore> keyStores, ConnectionSchedule schedule) {
    return keyStores.stream()
        .filter(store -> store.id().equals(schedule.keyStoreId()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidDeployment(
                    "keyStoreId of schedule %s must be one of the deployment's key stores, not %s."
                        .formatted(schedule.name(), schedule.keyStoreId())));
  }

  private static <T> void unique(String what, List<T> values, Function<T, String> name) {
    Set<String> seen = new HashSet<>();
    for (T value : values) {
      Validation.that(
          seen.add(name.apply(value)),
          "%s must be unique, but is used twice: %s.".formatted(what, name.apply(value)));
    }
  }

  /** Collects the props; {@link #build} checks them. */
  public static final class Builder {
    private final List<ManagedKeyStore> keyStores;
    private final List<String> deniedKeyStores = new ArrayList<>();
    private final List<ConnectionSchedule> schedules = new ArrayList<>();
    private final List<String> emails = new ArrayList<>();
    private boolean noticeDisconnects;
    private RetentionDays logRetention = RetentionDays.SIX_MONTHS;
    private @Nullable IManagedPolicy permissionsBoundary;
    private @Nullable IKey logKey;
    private @Nullable ITopic topic;
    private @Nullable IKey topicKey;
    private @Nullable IKey journalKey;
    private @Nullable IKey queueKey;
    private String eventBusName = "default";
    private @Nullable String runbookUrl;
    private final List<String> responseHosts = new ArrayList<>();
    private int memoryMegabytes = 512;
    private boolean snapStart;
    private @Nullable FunctionNetwork network;
    private boolean runOnFailed;
    private int watchMinutes = 5;
    private boolean storeAlarms = true;
    private int notConnectedMinutes = 30;
    private boolean serviceAlarms = true;
    private int proxyCredentialDays = 365;
    private boolean fleet = true;
    private @Nullable HubConnection hub;
    private FunctionCode code = FunctionCode.bundled();

    private Builder(List<ManagedKeyStore> keyStores) {
      this.keyStores = keyStores;
    }

    /**
     * Never acts on these key stores.
     *
     * @param entry an id, a name, or a pattern of names such as {@code prod-hr*}
     */
    public Builder deny(String entry) {
      deniedKeyStores.add(entry);
      return this;
    }

    /** Adds a schedule. */
    public Builder schedule(ConnectionSchedule schedule) {
      schedules.add(schedule);
      return this;
    }

    /** Adds an e-mail address to notify. */
    public Builder email(String address) {
      emails.add(address);
      return this;
    }

    /** Notifies the same people when someone else disconnects a key store. */
    public Builder noticeDisconnects() {
      noticeDisconnects = true;
      return this;
    }

    /** How long logs are kept. */
    public Builder logRetention(RetentionDays days) {
      logRetention = days;
      return this;
    }

    /** A boundary for every role. */
    public Builder permissionsBoundary(IManagedPolicy policy) {
      permissionsBoundary = policy;
      return this;
    }

    /** Encrypts the logs with a customer-managed key. */
    public Builder logKey(IKey key) {
      logKey = key;
      return this;
    }

    /** Sends messages to an existing topic instead of creating one. */
    public Builder topic(ITopic existing) {
      topic = existing;
      return this;
    }

    /** Encrypts the topic with a customer-managed key; for an existing topic, names its key. */
    public Builder topicKey(IKey key) {
      topicKey = key;
      return this;
    }

    /** Encrypts the journal's table with a customer-managed key. */
    public Builder journalKey(IKey key) {
      journalKey = key;
      return this;
    }

    /** Encrypts the queue of what could not be delivered with a customer-managed key. */
    public Builder queueKey(IKey key) {
      queueKey = key;
      return this;
    }

    /** Sends the outcomes to another event bus of the account. */
    public Builder eventBusName(String name) {
      eventBusName = name;
      return this;
    }

    /** Where the runbook can be read, for links in messages. */
    public Builder runbookUrl(String url) {
      runbookUrl = url;
      return this;
    }

    /**
     * Answers CloudFormation at this origin, and no longer at its own bucket in the Region; {@code
     * *} stands for letters, digits, dots and hyphens.
     */
    public Builder responseHost(String origin) {
      responseHosts.add(origin);
      return this;
    }

    /** More or less memory, and with it CPU, for each function. */
    public Builder memoryMegabytes(int megabytes) {
      memoryMegabytes = megabytes;
      return this;
    }

    /** Lets published versions start from a snapshot. */
    public Builder snapStart() {
      snapStart = true;
      return this;
    }

    /** Runs the functions in a VPC. */
    public Builder network(FunctionNetwork vpc) {
      network = vpc;
      return this;
    }

    /** Starts a run when the watch sees that a key store has FAILED. */
    public Builder runOnFailed() {
      runOnFailed = true;
      return this;
    }

    /** How often the watch looks at all key stores; 0 for no watch. */
    public Builder watchMinutes(int minutes) {
      watchMinutes = minutes;
      return this;
    }

    /** No alarms on what the watch sees of each key store. */
    public Builder withoutStoreAlarms() {
      storeAlarms = false;
      return this;
    }

    /** How long a key store may be not CONNECTED before its alarm goes off. */
    public Builder notConnectedMinutes(int minutes) {
      notConnectedMinutes = minutes;
      return this;
    }

    /** No alarms on what AWS measures of key stores and clusters, and no notices of AWS Health. */
    public Builder withoutServiceAlarms() {
      serviceAlarms = false;
      return this;
    }

    /** How old the credential of an external key store's proxy may become. */
    public Builder proxyCredentialDays(int days) {
      proxyCredentialDays = days;
      return this;
    }

    /** No state machine for several key stores at once. */
    public Builder withoutFleet() {
      fleet = false;
      return this;
    }

    /** Reports to the hub of the organization. */
    public Builder hub(HubConnection organization) {
      hub = organization;
      return this;
    }

    /** Takes the functions from outside this library. */
    public Builder code(FunctionCode source) {
      code = source;
      return this;
    }

    /**
     * The props.
     *
     * @throws InvalidDeployment that names the field and what is allowed
     */
    public KeyStoreConnectorProps build() {
      return new KeyStoreConnectorProps(
          keyStores,
          deniedKeyStores,
          schedules,
          emails,
          noticeDisconnects,
          logRetention,
          permissionsBoundary,
          logKey,
          topic,
          topicKey,
          journalKey,
          queueKey,
          eventBusName,
          runbookUrl,
          responseHosts,
          memoryMegabytes,
          snapStart,
          network,
          runOnFailed,
          watchMinutes,
          storeAlarms,
          notConnectedMinutes,
          serviceAlarms,
          proxyCredentialDays,
          fleet,
          hub,
          code);
    }
  }
}
