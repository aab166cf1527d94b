package io.keystoreconnector.json;

import java.util.Set;
import java.util.TreeSet;

/** How the reader of a kind of file complains: the words, and whether at once or at the end. */
@FunctionalInterface
public interface Complaints {

  /**
   * Takes one complaint: throws it, or keeps it to report all of them together.
   *
   * @param path of the field; empty for the whole file
   * @param rule what follows the path in the sentence, such as "is missing"
   */
  void add(String path, String rule);

  /** The rule for a field whose value is not of the required kind, such as "a string". */
  default String wrongKind(String kind) {
    return "must be " + kind;
  }

  /** The rule for a field that is required and absent. */
  default String missing() {
    return "is missing";
  }

  /**
   * The rule for a field that was never asked for.
   *
   * @param known what was asked for, in the order of asking
   */
  default String unknown(Set<String> known) {
    return "is not a valid field; valid fields are " + String.join(", ", new TreeSet<>(known));
  }

  /** The path of a field of the object at a path. */
  default String field(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The path of an item of the list at a path; the index counts from 0. */
  default String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
