package io.keystoreconnector.watch.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * What to tell people once: a member sends no inventories, or sends them again.
 *
 * @param missingSince the time of its last inventory, or of its first news if it never sent one
 */
record Silence(Member member, boolean silent, Instant missingSince) {

  /** The event's detail-type; no member may send it. */
  static final String DETAIL_TYPE = "Key Store Account Silence";

  /** A day, which is the time between two inventories, and two hours for one that was refused. */
  static final Duration LONGEST = Duration.ofHours(26);

  private static final String SCHEMA_VERSION = "1.0";

  /** Whether the member has sent no inventory for too long. */
  static boolean isSilent(MemberRow row, Instant now) {
    return !now.isBefore(row.inventoryMissingSince().plus(LONGEST));
  }

  /** What people have not been told yet. */
  static List<Silence> of(List<MemberRow> members, Instant now) {
    Predicate<MemberRow> isNew = row -> isSilent(row, now) != (row.silentSince() != null);
    return members.stream()
        .filter(isNew)
        .map(row -> new Silence(row.member(), isSilent(row, now), row.inventoryMissingSince()))
        .toList();
  }

  /** Remembers that people have been told. */
  Changes marked(Known known, Instant now) {
    @Nullable MemberRow row = known.self();
    return row == null
        ? Changes.NONE
        : new Changes(List.of(), List.of(row.silentSince(silent ? now : null)));
  }

  /** The event's detail: docs/silence-event.schema.json. */
  JSONObject detail() {
    return new JSONObject()
        .put("schemaVersion", SCHEMA_VERSION)
        .put("account", member.account())
        .put("region", member.region())
        .put("silent", silent)
        .put("missingSince", missingSince.toString())
        .put("message", message());
  }

  private String message() {
    return silent
        ? "Account %s, Region %s, has sent no inventory of its key stores since %s: nobody knows whether they are connected. Its watch does not run, its events do not arrive, or it has left the organization; docs/operate.md#accountssilent says what to do."
            .formatted(member.account(), member.region(), missingSince)
        : "Account %s, Region %s, sends inventories of its key stores again; the last is of %s. You need not do anything."
            .formatted(member.account(), member.region(), missingSince);
  }
}
