package io.keystoreconnector.emulator.service;

import io.keystoreconnector.emulator.world.AttributeValue;
import io.keystoreconnector.emulator.world.AwsError;
import io.keystoreconnector.emulator.world.Refusal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ConditionExpression of {@code attribute_not_exists(name)}, {@code name = :value}, AND, OR
 * and parentheses. Everything else that DynamoDB supports is refused.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 *     Condition and filter expressions</a>
 */
final class ConditionExpression {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:([:#]?[A-Za-z_][A-Za-z0-9_]*|[:#][0-9][A-Za-z0-9_]*)|(<>|<=|>=|\\S))");
  private static final String NOT_EXISTS = "attribute_not_exists";

  /**
   * Not among DynamoDB's reserved words. A name that is neither here nor behind a # could be one.
   */
  private static final Set<String> PLAIN_NAMES =
      Set.of("keyStoreId", "version", "journal", "execution", "updatedAt");

  private final Deque<String> tokens = new ArrayDeque<>();
  private final Map<String, AttributeValue> values;
  private final Map<String, String> names;
  private final Set<String> used = new HashSet<>();

  /** How many tokens were left when parentheses were closed last. */
  private int lastClosed = -1;

  private ConditionExpression(
      String text, Map<String, AttributeValue> values, Map<String, String> names) {
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group().strip());
    }
    this.values = values;
    this.names = names;
  }

  /**
   * Reads an expression.
   *
   * @throws Refusal if it is not valid or not emulated, or does not use everything that was given
   *     for it
   */
  static Condition read(
      String text, Map<String, AttributeValue> values, Map<String, String> names) {
    ConditionExpression expression = new ConditionExpression(text, values, names);
    Condition condition = expression.either();
    if (!expression.tokens.isEmpty()) {
      throw expression.unexpected();
    }
    expression.requireUse("ExpressionAttributeNames", names.keySet());
    expression.requireUse("ExpressionAttributeValues", values.keySet());
    return condition;
  }

  private void requireUse(String parameter, Collection<String> given) {
    Set<String> unused = new LinkedHashSet<>(given);
    unused.removeAll(used);
    if (!unused.isEmpty()) {
      throw AwsError.VALIDATION.because(
          "Value provided in %s unused in expressions: keys: {%s}"
              .formatted(parameter, String.join(", ", unused)));
    }
  }

  private Condition either() {
    Condition condition = both();
    while (takes("OR")) {
      condition = new Condition.Either(condition, both());
    }
    return condition;
  }

  private Condition both() {
    Condition condition = single();
    while (takes("AND")) {
      condition = new Condition.Both(condition, single());
    }
    return condition;
  }

  private Condition single() {
    if (takes("(")) {
      return inParentheses();
    }
    if (takes(NOT_EXISTS)) {
      require("(");
      String attribute = attribute();
      require(")");
      return new Condition.Absent(attribute);
    }
    String attribute = attribute();
    require("=");
    return new Condition.Equal(attribute, value());
  }

  /** Parentheses around parentheses and nothing else are refused by DynamoDB, too. */
  private Condition inParentheses() {
    boolean opensAgain = "(".equals(tokens.peek());
    Condition condition = either();
    require(")");
    if (opensAgain && lastClosed == tokens.size() + 1) {
      throw invalid("The expression has redundant parentheses;");
    }
    lastClosed = tokens.size();
    return condition;
  }

  private String attribute() {
    String name = next();
    if (name.startsWith("#")) {
      return lookUp(names, name, "attribute name used in the document path", "attribute name");
    }
    if (!PLAIN_NAMES.contains(name)) {
      throw invalid(
          "This sandbox does not emulate '"
              + name
              + "' here. It supports attribute_not_exists(name), name = :value, AND, OR and"
              + " parentheses, and without # only the journal's names.");
    }
    return name;
  }

  private AttributeValue value() {
    String name = next();
    if (!name.startsWith(":")) {
      throw invalid("This sandbox emulates = only with an expression attribute value: " + name);
    }
    return lookUp(values, name, "attribute value used in expression", "attribute value");
  }

  private <T> T lookUp(Map<String, T> given, String name, String what, String kind) {
    T found = given.get(name);
    if (found == null) {
      throw invalid("An expression %s is not defined; %s: %s".formatted(what, kind, name));
    }
    used.add(name);
    return found;
  }

  private boolean takes(String token) {
    @Nullable String next = tokens.peek();
    boolean same = next != null && (token.equals(next) || isWord(token, next));
    if (same) {
      tokens.remove();
    }
    return same;
  }

  /** AND and OR may be lowercase; function names may not. */
  private static boolean isWord(String token, String next) {
    return !token.equals(NOT_EXISTS) && token.equalsIgnoreCase(next);
  }

  private void require(String token) {
    if (!takes(token)) {
      throw unexpected();
    }
  }

  private String next() {
    if (tokens.isEmpty()) {
      throw unexpected();
    }
    return tokens.remove();
  }

  private Refusal unexpected() {
    return invalid(
        "Syntax error; token: \"%s\"".formatted(tokens.isEmpty() ? "<EOF>" : tokens.peek()));
  }

  private static Refusal invalid(String problem) {
    return AwsError.VALIDATION.because("Invalid ConditionExpression: " + problem);
  }
}
