package io.keystoreconnector.rehearsal.explore;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All visited states, and which step leads from one to another. */
final class Graph {

  private final Map<BigInteger, Node> nodes = new HashMap<>();
  private @Nullable Node root;

  /** The node of a state; empty if it was not visited before. */
  Optional<Node> find(String state) {
    return Optional.ofNullable(nodes.get(digest(state)));
  }

  Node add(String state, Set<String> broken) {
    Node node = new Node(Set.copyOf(broken));
    nodes.put(digest(state), node);
    root = root == null ? node : root;
    return node;
  }

  int states() {
    return nodes.size();
  }

  long steps() {
    return nodes.values().stream().mapToLong(node -> node.next().size()).sum();
  }

  /** The shortest sequence of steps that breaks the rule; empty if none does. */
  Optional<List<String>> shortest(String rule) {
    record Reached(Node node, @Nullable Path path) {}
    Deque<Reached> open = new ArrayDeque<>();
    Set<Node> seen = new HashSet<>();
    if (root != null) {
      open.add(new Reached(root, null));
    }
    while (!open.isEmpty()) {
      Reached here = open.removeFirst();
      if (here.node().broken().contains(rule)) {
        return Optional.of(Path.steps(here.path()));
      }
      here.node()
          .next()
          .forEach(
              (step, to) -> {
                if (seen.add(to)) {
                  open.addLast(new Reached(to, new Path(here.path(), step)));
                }
              });
    }
    return Optional.empty();
  }

  private static BigInteger digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return new BigInteger(1, sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
