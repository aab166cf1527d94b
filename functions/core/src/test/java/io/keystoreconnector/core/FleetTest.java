package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetTest {

  private static final List<ListedKeyStore> STORES =
      List.of(store("cks-1", "prod-a"), store("cks-2", "prod-b"), store("cks-3", "test"));

  private static ListedKeyStore store(String id, String name) {
    return new ListedKeyStore(id, name, KeyStoreType.AWS_CLOUDHSM);
  }

  private static FleetRequest request(String... words) {
    return request(Map.of(), words);
  }

  private static FleetRequest request(Map<String, @Nullable Object> common, String... words) {
    return new FleetRequest(List.of(words).stream().map(StorePattern::new).toList(), common);
  }

  private static Fleet fleet(AllowList allowed, String... words) {
    return Fleet.of(request(words), STORES, allowed);
  }

  private static List<String> ids(Fleet fleet) {
    return fleet.members().stream().map(member -> member.store().id()).toList();
  }

  @Test
  void wordsMeanIdsNamesAndPatternsAndEachKeyStoreIsTakenOnce() {
    assertThat(ids(fleet(AllowList.EVERY, "cks-3", "prod-a", "prod-*")))
        .containsExactly("cks-1", "cks-2", "cks-3");
    assertThat(ids(fleet(AllowList.EVERY, "*"))).containsExactly("cks-1", "cks-2", "cks-3");
    assertThat(ids(fleet(AllowList.EVERY, "test"))).containsExactly("cks-3");
  }

  @Test
  void aPatternTakesOnlyWhatIsAllowedAndSaysWhatItLeaves() {
    Fleet fleet = fleet(AllowList.of(Set.of("cks-2")), "prod-*");
    assertThat(ids(fleet)).containsExactly("cks-2");
    assertThat(fleet.notTried()).extracting(ListedKeyStore::id).containsExactly("cks-1");
    assertThat(fleet.problems()).isEmpty();
  }

  /** Its run says that it is not allowed, and what to do. */
  @Test
  void aKeyStoreThatIsNamedHasARunEvenIfItIsNotAllowed() {
    Fleet fleet = fleet(AllowList.of(Set.of("cks-2")), "prod-*", "prod-a", "cks-3");
    assertThat(ids(fleet)).containsExactly("cks-1", "cks-2", "cks-3");
    assertThat(fleet.notTried()).isEmpty();
  }

  @Test
  void aWordThatMatchesNothingIsNamedAndNothingRuns() {
    Fleet fleet = fleet(AllowList.EVERY, "prod-a", "prdo-b", "dev-*");
    assertThat(fleet.members()).isEmpty();
    assertThat(fleet.problems())
        .containsExactly(
            "keyStores[1], prdo-b, matches no key store of this account and Region.",
            "keyStores[2], dev-*, matches no key store of this account and Region.");
  }

  @Test
  void aPatternThatMatchesOnlyWhatIsNotAllowedIsNamed() {
    Fleet fleet = fleet(AllowList.of(Set.of("cks-3")), "*", "prod-*");
    assertThat(fleet.members()).isEmpty();
    assertThat(fleet.problems())
        .containsExactly(
            "keyStores[1], prod-*, matches only key stores that the deployment does not allow.");
  }

  @Test
  void anIdMeansOneKeyStoreEvenIfAnotherHasItAsItsName() {
    List<ListedKeyStore> stores = List.of(store("cks-1", "a"), store("cks-2", "cks-1"));
    assertThat(ids(Fleet.of(request("cks-1"), stores, AllowList.EVERY))).containsExactly("cks-1");
    assertThat(ids(Fleet.of(request("cks-1*"), stores, AllowList.EVERY)))
        .containsExactly("cks-1", "cks-2");
  }

  @Test
  void aFleetHasAtMostFortyKeyStores() {
    List<ListedKeyStore> stores = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      stores.add(store("cks-" + i, "s" + i));
    }
    assertThat(Fleet.of(request("*"), stores, AllowList.EVERY).members()).hasSize(40);
    stores.add(store("cks-40", "s40"));
    Fleet tooMany = Fleet.of(request("*"), stores, AllowList.EVERY);
    assertThat(tooMany.members()).isEmpty();
    assertThat(tooMany.problems())
        .containsExactly(
            "keyStores must match at most 40 key stores, not 41: start several fleets.");
  }

  @ParameterizedTest
  @CsvSource({"5, 1", "9, 1", "10, 2", "60, 2"})
  void runsThatCouldBeginTogetherBeginOneAfterAnother(int pollSeconds, int spread) {
    List<ListedKeyStore> stores = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      stores.add(store("cks-" + i, "s" + i));
    }
    Fleet fleet =
        Fleet.of(request(Map.of("pollSeconds", pollSeconds), "*"), stores, AllowList.EVERY);
    assertThat(fleet.members())
        .extracting(Fleet.Member::waitSeconds)
        .containsExactly(0, spread, 2 * spread, 3 * spread, 4 * spread, 0, spread);
  }

  @Test
  void eachRunHasTheRequestOfItsKeyStore() {
    assertThat(Fleet.of(request(Map.of("dryRun", true), "test"), STORES, AllowList.EVERY).members())
        .extracting(Fleet.Member::request)
        .containsExactly(Map.of("customKeyStoreId", "cks-3", "dryRun", true));
  }
}
