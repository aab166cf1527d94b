package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.HubAccount;
import io.keystoreconnector.cli.aws.HubStore;
import io.keystoreconnector.cli.aws.HubTable;
import io.keystoreconnector.cli.terminal.UsageProblem;
import io.keystoreconnector.core.ConnectionState;
import io.keystoreconnector.core.DidYouMean;
import io.keystoreconnector.core.StorePattern;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which key stores of an organization are shown; null for all.
 *
 * @param pattern an id or a name, in which {@code *} stands for any number of characters
 * @param needed only those for which a person must do something
 */
record CompanyFilter(
    @Nullable StorePattern pattern,
    @Nullable String account,
    @Nullable String state,
    boolean needed) {

  private static final List<String> STATES =
      EnumSet.complementOf(EnumSet.of(ConnectionState.UNKNOWN)).stream().map(Enum::name).toList();

  CompanyFilter {
    if (account != null && !account.matches("\\d{12}")) {
      throw new UsageProblem("--account must be the number of an account, twelve digits.");
    }
    if (state != null && !STATES.contains(state.toUpperCase(Locale.ROOT))) {
      throw new UsageProblem(
          "--state must be one of %s.%s"
              .formatted(String.join(", ", STATES), DidYouMean.question(state, STATES)));
    }
  }

  /** Whether anything is left out. */
  boolean isAny() {
    return pattern != null || account != null || state != null || needed;
  }

  /**
   * Those that are shown.
   *
   * @throws UsageProblem if the hub knows no such account, or no key store of that name
   */
  Company of(HubTable.Contents contents) {
    check(contents);
    return new Company(
        contents.stores().stream().filter(this::takes).toList(),
        contents.accounts().stream().filter(each -> isIn(each.account())).toList(),
        contents.stores().size());
  }

  private void check(HubTable.Contents contents) {
    if (account != null
        && contents.accounts().stream().map(HubAccount::account).noneMatch(this::isIn)
        && contents.stores().stream().map(HubStore::account).noneMatch(this::isIn)) {
      throw new UsageProblem(
          "The hub knows no account %s: each account sends its first inventory within a day."
              .formatted(account));
    }
    if (pattern != null
        && !pattern.hasWildcard()
        && contents.stores().stream().noneMatch(this::isMeant)) {
      throw new UsageProblem(
          "The hub knows no key store %s.%s%s"
              .formatted(
                  pattern.text(),
                  suggestion(pattern.text(), contents.stores()),
                  ExpandedPattern.hint(pattern.text())));
    }
  }

  private static String suggestion(String word, List<HubStore> stores) {
    List<String> known =
        stores.stream().flatMap(store -> Stream.of(store.name(), store.id())).toList();
    return DidYouMean.almost(word, known).map(" Did you mean %s?"::formatted).orElse("");
  }

  private boolean takes(HubStore store) {
    return isIn(store.account())
        && (state == null || state.equalsIgnoreCase(store.state()))
        && (!needed || store.needs() != null)
        && isMeant(store);
  }

  private boolean isIn(String other) {
    return account == null || account.equals(other);
  }

  private boolean isMeant(HubStore store) {
    return pattern == null || pattern.matches(store.id(), store.name());
  }
}
