package io.keystoreconnector.statemachine.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Functions that search in a string. The library finds one match too many, takes the replacement
 * and the string to replace for Java's, and hides the errors of a function that replaces.
 *
 * @see <a href="https://docs.jsonata.org/string-functions#match">$match</a>
 */
final class SearchFunctions {
  private SearchFunctions() {}

  static @Nullable Object match(Arguments arguments) {
    String text = arguments.text(0);
    if (text == null) {
      return null;
    }
    double limit = limit(arguments, 2, "D3040");
    List<Object> matches = Utils.createSequence();
    Search search = new Search(arguments.get(1), text);
    while (matches.size() < limit && search.next()) {
      Map<String, Object> match = new LinkedHashMap<>();
      match.put("match", search.match());
      match.put("index", search.start());
      match.put("groups", search.groups());
      matches.add(match);
    }
    return matches;
  }

  static @Nullable Object contains(Arguments arguments) {
    String text = arguments.text(0);
    Object token = arguments.get(1);
    if (text == null || token == null) {
      return null;
    }
    return new Search(token, text).next();
  }

  static @Nullable Object split(Arguments arguments) {
    String text = arguments.text(0);
    Object separator = arguments.get(1);
    if (text == null || separator == null) {
      return null;
    }
    double limit = limit(arguments, 2, "D3020");
    return separator instanceof String string
        ? split(text, string, Math.floor(limit))
        : split(text, new Search(separator, text), limit);
  }

  private static List<String> split(String text, String separator, double limit) {
    if (!separator.isEmpty()) {
      return split(text, new Search(separator, text), limit);
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < text.length() && i < limit; i++) {
      parts.add(text.substring(i, i + 1));
    }
    return parts;
  }

  private static List<String> split(String text, Search search, double limit) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (parts.size() < limit && search.next()) {
      parts.add(text.substring(from, search.start()));
      from = search.end();
    }
    if (parts.size() < limit) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  static @Nullable Object replace(Arguments arguments) throws Throwable {
    String text = arguments.text(0);
    Object pattern = arguments.get(1);
    Object replacement = arguments.get(2);
    if (text == null || pattern == null || replacement == null) {
      return null;
    }
    if (pattern.equals("")) {
      throw new JException("D3010", -1);
    }
    double limit = limit(arguments, 3, "D3011");
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    Search search = new Search(pattern, text);
    for (int count = 0; count < limit && search.next(); count++) {
      replaced.append(text, from, search.start());
      replaced.append(
          pattern instanceof String ? arguments.text(2) : replacement(search, replacement));
      from = search.end();
    }
    return replaced.append(text, from, text.length()).toString();
  }

  private static String replacement(Search match, Object replacement) throws Throwable {
    if (replacement instanceof String template) {
      return filledIn(template, match);
    }
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("match", match.match());
    found.put("start", match.start());
    found.put("end", match.end());
    found.put("groups", match.groups());
    if (Functions.funcApply(replacement, List.of(found)) instanceof String text) {
      return text;
    }
    throw new JException("D3012", -1);
  }

  /** A dollar sign with a number is a group, two are one, and one with anything else is itself. */
  private static String filledIn(String template, Search match) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int at = template.indexOf('$'); at >= 0; at = template.indexOf('$', from)) {
      text.append(template, from, at);
      int end = at + 1;
      if (template.startsWith("$", end)) {
        text.append('$');
        end++;
      } else {
        end = endOfGroup(template, end, match.groupCount());
        String number = template.substring(at + 1, end);
        text.append(number.isEmpty() ? "$" : match.group(Integer.parseInt(number)));
      }
      from = end;
    }
    return text.append(template, from, template.length()).toString();
  }

  /** As many digits as name an existing group; at least one, if there are any. */
  private static int endOfGroup(String template, int start, int groups) {
    int number = 0;
    int end = start;
    while (end < template.length() && Character.digit(template.charAt(end), 10) >= 0) {
      number = 10 * number + Character.digit(template.charAt(end), 10);
      if (end > start && (number > groups || template.charAt(start) == '0')) {
        break;
      }
      end++;
    }
    return end;
  }

  private static double limit(Arguments arguments, int index, String error) {
    Number limit = arguments.number(index);
    if (limit != null && limit.doubleValue() < 0) {
      throw new JException(error, -1, limit);
    }
    return limit == null ? Double.POSITIVE_INFINITY : limit.doubleValue();
  }
}
