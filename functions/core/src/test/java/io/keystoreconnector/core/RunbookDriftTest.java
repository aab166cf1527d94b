package io.keystoreconnector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A person who follows a report's link at night must find the heading, and what to do. */
class RunbookDriftTest {

  private static final Path RUNBOOK = Path.of("../../docs/runbook.md");
  private static final Path DEFINITION = Path.of("../../statemachine/connect-key-store.asl.json");

  private static final Path FLEET_DEFINITION = Path.of("../../statemachine/connect-fleet.asl.json");

  /** Ends of a run that are neither a code nor a reason. */
  private static final Set<String> OTHER_ENDS =
      Set.of(
          "InvalidRequest",
          "A step failed",
          "TIMED_OUT and ABORTED",
          "KEY_STORES_NEED_A_PERSON",
          "LEFT_DISCONNECTED",
          "A code that is not listed here");

  private static final List<String> PARTS =
      List.of(
          "What it means",
          "What the connector has already tried",
          "What to check",
          "How to fix it",
          "How to make sure");

  private static final Pattern PART = Pattern.compile("(?m)^\\*\\*(What|How)([^*]+)\\*\\*");
  private static final Pattern LINK = Pattern.compile("]\\(#([^)]+)\\)");
  private static final Pattern REPORTED = Pattern.compile("docs/runbook\\.md#([a-z0-9_-]+)");
  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");

  private final String text;
  private final Map<String, String> ends;

  RunbookDriftTest() throws IOException {
    text = CODE_BLOCK.matcher(Files.readString(RUNBOOK)).replaceAll("");
    ends = sections("### ");
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void everyReasonHasOneHeadingWhereItsReportLeads(String reason) {
    assertThat(headings()).containsOnlyOnce(reason);
    assertThat(reported(reason)).isEqualTo(anchor(reason));
  }

  static Set<String> reasons() {
    return Stream.concat(
            Arrays.stream(ConnectionErrorCode.values()).map(Enum::name),
            Arrays.stream(Reason.values()).map(Enum::name))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void noHeadingIsForAReasonThatDoesNotExist() {
    Set<String> known = new TreeSet<>(reasons());
    known.addAll(OTHER_ENDS);
    assertThat(ends.keySet()).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void everyHeadingHasTheFivePartsInOrder() {
    assertThat(ends).isNotEmpty();
    ends.forEach((heading, body) -> assertThat(parts(body)).as(heading).isEqualTo(PARTS));
  }

  @Test
  void aCodeThatIsUnknownLeadsToTheHeadingForThose() {
    assertThat(anchors()).containsOnlyOnce(reported("A_CODE_OF_TOMORROW"));
  }

  @Test
  void aRequestThatBreaksTheRulesLeadsToAHeading() {
    Report report = Playbook.reject(List.of("No."), Instant.EPOCH).report();
    assertThat(anchors()).containsOnlyOnce(inRunbook(report));
  }

  @Test
  void everyAnchorOfTheStateMachineExists() throws IOException {
    for (Path definition : List.of(DEFINITION, FLEET_DEFINITION)) {
      List<String> named = all(REPORTED, Files.readString(definition));
      assertThat(named).isNotEmpty();
      assertThat(anchors()).containsAll(named);
    }
  }

  @Test
  void everyLinkInsideTheRunbookLeadsToAHeading() {
    assertThat(anchors()).doesNotHaveDuplicates().containsAll(all(LINK, text));
  }

  @Test
  void everyEndIsListedUnderFindYourReason() {
    String list = Objects.requireNonNull(sections("## ").get("Find your reason"));
    List<String> expected = ends.keySet().stream().map(RunbookDriftTest::anchor).toList();
    assertThat(all(LINK, list)).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** The anchor that the report of a run with that reason names. */
  private static String reported(String reason) {
    if (!(RequestParser.parse(Map.of("customKeyStoreId", Given.STORE))
        instanceof RequestParser.Parsed.Valid(Request request))) {
      throw new AssertionError("That request keeps all rules.");
    }
    Verdict verdict = new Verdict(new Action.NeedsAPerson(reason, "guidance"), "why");
    return inRunbook(
        new ReportWriter(
                new RequestChecks(AllowList.EVERY, AllowList.EVERY, UpdateRules.EVERYTHING),
                request,
                Progress.NONE,
                new JournalView.NotRead(),
                Observation.nothing(),
                Given.START,
                Given.START)
            .write(verdict, false));
  }

  private static String inRunbook(Report report) {
    Matcher matcher = REPORTED.matcher(String.valueOf(report.runbook()));
    assertThat(matcher.matches()).as(report.runbook()).isTrue();
    return matcher.group(1);
  }

  private List<String> headings() {
    return text.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ +", "").strip())
        .toList();
  }

  private List<String> anchors() {
    return headings().stream().map(RunbookDriftTest::anchor).toList();
  }

  /** As GitHub makes it: lower case, no punctuation but - and _, hyphens for spaces. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  /** The text under each heading of a level, up to the next one of this or a higher level. */
  private Map<String, String> sections(String marker) {
    Map<String, String> sections = new LinkedHashMap<>();
    Pattern section =
        Pattern.compile(
            "(?ms)^%s([^\n]+)\n(.*?)(?=^#{1,%d} |\\z)".formatted(marker, marker.strip().length()));
    Matcher matcher = section.matcher(text);
    while (matcher.find()) {
      String heading = matcher.group(1).strip();
      assertThat(sections.put(heading, matcher.group(2))).as("%s, twice", heading).isNull();
    }
    return sections;
  }

  private static List<String> parts(String body) {
    return PART.matcher(body)
        .results()
        .map(part -> part.group().replace("*", ""))
        .filter(PARTS::contains)
        .toList();
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
