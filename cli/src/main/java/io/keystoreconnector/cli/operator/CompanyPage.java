package io.keystoreconnector.cli.operator;

import io.keystoreconnector.cli.aws.HubAccount;
import io.keystoreconnector.cli.aws.HubStore;
import io.keystoreconnector.cli.terminal.Page;
import io.keystoreconnector.cli.terminal.Style;
import io.keystoreconnector.runs.phrases.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The key stores of an organization as a table: a row for each, and below it what is needed. */
final class CompanyPage {

  private static final List<String> HEADINGS =
      List.of("ACCOUNT", "REGION", "NAME", "STATE", "SINCE", "LAST RUN");

  private static final String OFF = "DISCONNECTED";

  private final Page page;
  private final Company company;
  private final Instant now;

  CompanyPage(Page page, Company company, Instant now) {
    this.page = page;
    this.company = company;
    this.now = now;
  }

  /**
   * Prints it.
   *
   * @param filtered whether some key stores may be left out
   */
  void print(boolean filtered) {
    page.raw(summary(filtered));
    if (!company.stores().isEmpty()) {
      table();
    }
    for (HubAccount account : company.silent()) {
      page.text(Style.TROUBLE, silence(account));
    }
  }

  private String summary(boolean filtered) {
    if (company.known() == 0) {
      return "The hub knows no key store yet: each account sends its first inventory within a day.";
    }
    String all = filtered ? "; the hub knows %d".formatted(company.known()) : "";
    return company.stores().isEmpty()
        ? "No key store fits" + all
        : "%d of %d CONNECTED, %s%s"
            .formatted(company.connected(), company.stores().size(), needed(), all);
  }

  private String needed() {
    long needed = company.needed();
    return needed == 0
        ? "none needs a person"
        : needed + (needed == 1 ? " needs" : " need") + " a person";
  }

  private void table() {
    List<List<String>> rows = company.stores().stream().map(this::cells).toList();
    Columns columns = new Columns(page, HEADINGS, "STATE", rows);
    columns.headings();
    for (int i = 0; i < rows.size(); i++) {
      HubStore store = company.stores().get(i);
      Style style = Columns.style(rows.get(i).get(HEADINGS.indexOf("STATE")));
      columns.row(rows.get(i), style);
      columns.leftOut(rows.get(i), style, CompanyPage::words);
      if (store.errorCode() != null) {
        columns.below(
            Style.QUIET,
            "%s: %s.".formatted(store.errorCode(), CodeMeanings.of(store.errorCode())));
      }
      columns.below(
          Style.QUIET, isOffAsExpected(store) ? "It is expected to be DISCONNECTED." : "");
      columns.below(Style.PLAIN, Objects.requireNonNullElse(store.needs(), ""));
    }
  }

  private static boolean isOffAsExpected(HubStore store) {
    return OFF.equals(store.state()) && OFF.equals(store.expected());
  }

  /** A cell, with the heading of what would not be understood without. */
  private static String words(String heading, String cell) {
    return heading.equals("SINCE") || heading.equals("LAST RUN")
        ? heading.toLowerCase(Locale.ROOT) + " " + cell
        : cell;
  }

  private List<String> cells(HubStore store) {
    return List.of(
        store.account(),
        store.region(),
        store.name().isEmpty() ? store.id() : store.name(),
        Objects.requireNonNullElse(store.state(), Columns.NOTHING),
        store.since() == null ? Columns.NOTHING : age(store.since()),
        store.runCode() == null
            ? Columns.NOTHING
            : "%s, %s ago".formatted(store.runCode(), age(store.runEndedAt())));
  }

  private String silence(HubAccount account) {
    return "Account %s in %s is silent: %s."
        .formatted(
            account.account(),
            account.region(),
            account.inventoryAt() == null
                ? "it has sent no inventory"
                : "what is known of it is %s old".formatted(age(account.inventoryAt())));
  }

  /** An item written by hand may have anything for a time. */
  private String age(@Nullable String time) {
    try {
      return Durations.about(Duration.between(Instant.parse(String.valueOf(time)), now));
    } catch (DateTimeException e) {
      return "an unknown time";
    }
  }
}
