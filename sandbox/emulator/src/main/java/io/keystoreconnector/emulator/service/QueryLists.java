package io.keystoreconnector.emulator.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lists in a form of AWS Query, in which each member has a parameter of its own, such as {@code
 * Parameters.member.1.ParameterKey}.
 */
record QueryLists(Params params) {

  private static final String MEMBER = ".member.";

  /** Refuses what is neither one of the lists nor one of the other names. */
  void refuseAllBut(List<String> lists, String... others) {
    List<String> known = new ArrayList<>(List.of(others));
    // An empty list has its own name and no value.
    known.addAll(lists);
    params.names().stream().filter(name -> lists.contains(list(name))).forEach(known::add);
    params.refuseAllBut(known.toArray(String[]::new));
  }

  private static String list(String name) {
    int at = name.indexOf(MEMBER);
    return at < 0 ? "" : name.substring(0, at);
  }

  /** The members of a list of strings. */
  List<String> texts(String list) {
    return objects(list).stream().map(each -> String.valueOf(each.get(""))).toList();
  }

  /** The members of a list of structures; the value of a string has an empty name. */
  List<Map<String, String>> objects(String list) {
    Map<Integer, Map<String, String>> members = new TreeMap<>();
    for (String name : params.names()) {
      if (list(name).equals(list)) {
        String[] rest = name.substring(list.length() + MEMBER.length()).split("\\.", 2);
        members
            .computeIfAbsent(Integer.valueOf(rest[0]), number -> new LinkedHashMap<>())
            .put(rest.length > 1 ? rest[1] : "", params.text(name, Constraint.ANY_TEXT));
      }
    }
    return List.copyOf(members.values());
  }
}
