package io.keystoreconnector.emulator.world;

import io.keystoreconnector.json.JsonObjectReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * One AWS account in one Region: key stores, clusters, secrets, and what will happen to them.
 * Nothing runs in the background: {@link #catchUp} plays everything that is overdue, each event at
 * its own time, so that a world evolves the same way however often it is read. Callers on several
 * threads hold its monitor.
 */
public final class World {

  private final WorldClock clock;
  private final Delay delay;
  private final Settings settings;
  private final Variants variants;
  private final Ids ids;
  private final Journal journal;
  private final Faults faults = new Faults();
  private final Quota quota;
  private final Clusters clusters;
  private final KeyStores keyStores;
  private final Secrets secrets;
  private final JournalTable journalTable;
  private final HubTable hubTable = new HubTable();
  private final HumanActions humanActions;
  private final Databases databases;
  private final Outbox outbox;

  World(InstantSource source, Delay delay, Settings settings, Variants variants, long played) {
    this.clock = new WorldClock(source, played);
    this.delay = delay;
    this.settings = settings;
    this.variants = variants;
    this.ids = new Ids(settings.seed());
    this.journal = new Journal(clock);
    this.quota = new Quota(settings.requestsPerSecond());
    this.clusters = new Clusters(clock, journal, settings, ids);
    ConnectOutcome connectOutcome = new ConnectOutcome(clusters, journal, ids, clock, variants);
    StaleReads staleReads = new StaleReads(clock, settings, ids);
    this.keyStores =
        new KeyStores(clock, journal, faults, variants, connectOutcome, clusters, staleReads);
    this.secrets = new Secrets(clock, journal, variants, keyStores, ids);
    this.journalTable = new JournalTable(clock, settings, ids);
    this.humanActions = new HumanActions(clock, journal, keyStores, clusters, secrets);
    this.databases = new Databases(clock, journal, settings, keyStores);
    this.outbox = new Outbox(clock, journal, faults, ids);
  }

  /**
   * Builds a world from its JSON; its time starts now.
   *
   * @param source the clock that the world uses
   * @param delay how a slow call spends time on that clock
   * @throws WorldFormatException with one sentence that names the field
   */
  public static World load(Map<String, Object> json, InstantSource source, Delay delay) {
    return WorldJson.read(json, source, delay);
  }

  /** Builds a world in virtual time. */
  public static World load(Map<String, Object> json, VirtualTime time) {
    return load(json, time, time);
  }

  /** The current world, in the form that {@link #load} reads. */
  public Map<String, Object> toJson(SecretVisibility visibility) {
    catchUp();
    return WorldJson.write(this, visibility);
  }

  /** Plays everything that is due by now, in order. */
  public void catchUp() {
    long target = clock.target();
    for (long due = nextDue(); due <= target; due = nextDue()) {
      clock.playTo(due);
      humanActions.settle();
      clusters.settle();
      keyStores.settle();
      databases.settle();
    }
    clock.playTo(target);
  }

  /**
   * Everything that its future depends on except the clock: the world as JSON with secrets in
   * clear, and what is not in a world file.
   */
  public Map<String, Object> whole() {
    Map<String, Object> whole = toJson(SecretVisibility.CLEAR);
    whole.put("shownStill", keyStores.staleReads());
    whole.put("journalShownStill", journalTable.writes());
    whole.put("hsmsCreated", clusters.created());
    whole.put("recentCalls", quota.recent());
    whole.put("passwordsMade", secrets.passwordsMade());
    return whole;
  }

  /**
   * Checks that {@link #perform} can read this.
   *
   * @throws WorldFormatException with one sentence that names the field
   */
  public static void checkAction(JsonObjectReader action) {
    var unused = HumanActionJson.action(action);
  }

  /** Lets a person do something now, in the form of a world file without {@code at}. */
  public void perform(Map<String, Object> action) {
    catchUp();
    humanActions.plan(
        List.of(new PlannedAction(moment(), HumanActionJson.action(WorldFields.of("", action)))));
    catchUp();
  }

  /** The next moment at which something happens by itself; empty if nothing will. */
  public Optional<Instant> nextChange() {
    long due = nextDue();
    return due == Long.MAX_VALUE ? Optional.empty() : Optional.of(clock.instant(due));
  }

  private long nextDue() {
    return LongStream.of(
            humanActions.nextDue(), clusters.nextDue(), keyStores.nextDue(), databases.nextDue())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Milliseconds since the world's start, as of the last {@link #catchUp}. */
  public long moment() {
    return clock.moment();
  }

  /** The world's start on the outer clock. */
  public Instant start() {
    return clock.start();
  }

  /** The moment as AWS writes timestamps: seconds since the epoch. */
  public double epochSeconds(long moment) {
    return clock.epochSeconds(moment);
  }

  /** Spends time on a slow call. */
  public void pass(Duration duration) {
    delay.pass(duration);
  }

  /** The faults that strike a call of this operation now; every matching fault counts the call. */
  public List<Fault.OfCall> faultsMeeting(String operation) {
    return faults.meeting(operation, clock.moment());
  }

  /**
   * Plans one more fault, in the form of a world file.
   *
   * @return the same with every field
   * @throws WorldFormatException with one sentence that names the field; then it is not planned
   */
  public Map<String, Object> plan(Map<?, ?> fault) {
    catchUp();
    PlannedFault planned = FaultJson.read(WorldFields.of("", fault));
    faults.all.add(planned);
    return FaultJson.write(planned);
  }

  /**
   * Lets a person do something, at once or at the time given. It has the form of a world file.
   *
   * @return why it was refused, if it was done at once and was refused
   * @throws WorldFormatException with one sentence that names the field; then nothing is done
   */
  public Optional<Refusal> act(Map<String, ?> action) {
    catchUp();
    PlannedAction planned = HumanActionJson.read(WorldFields.of("", action));
    if (action.containsKey(HumanActionJson.AT) && planned.atMillis() > clock.moment()) {
      humanActions.plan(List.of(planned));
      return Optional.empty();
    }
    return humanActions.carryOut(planned.action());
  }

  /** Removes all planned faults; a connect in progress keeps its own. */
  public void forgetFaults() {
    faults.all.clear();
  }

  /** Whether a call of a KMS operation is within its quota; if so, it is counted. */
  public boolean quotaAdmits(String operation) {
    boolean admitted = quota.admits(operation, clock.moment());
    if (!admitted) {
      delay.afterRefusal();
    }
    return admitted;
  }

  /** A key store that does not exist yet, for {@link KeyStores#create}. */
  public KeyStore newKeyStore(KeyStoreChange wanted, String trustAnchor) {
    return new NewKeyStore(this).from(wanted, trustAnchor);
  }

  /** How long things take. */
  public Settings settings() {
    return settings;
  }

  /** The behavior chosen where AWS documents nothing. */
  public Variants variants() {
    return variants;
  }

  /** The key stores. */
  public KeyStores keyStores() {
    return keyStores;
  }

  /** The clusters. */
  public Clusters clusters() {
    return clusters;
  }

  /** The secrets. */
  public Secrets secrets() {
    return secrets;
  }

  /** The table in which the connector keeps its journal. */
  public JournalTable journalTable() {
    return journalTable;
  }

  /** The table of an organization's hub. */
  public HubTable hubTable() {
    return hubTable;
  }

  /** The databases. */
  public Databases databases() {
    return databases;
  }

  /** What leaves the account. */
  public Outbox outbox() {
    return outbox;
  }

  /** What was called and what happened. */
  public Journal journal() {
    return journal;
  }

  Ids ids() {
    return ids;
  }

  Faults faults() {
    return faults;
  }

  HumanActions humanActions() {
    return humanActions;
  }
}
