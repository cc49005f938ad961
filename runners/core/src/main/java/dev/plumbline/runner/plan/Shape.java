package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.Port;
import dev.plumbline.pipeline.Writes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a pipeline falls into pieces that are executed: <em>kept</em> nodes leave something behind (a
 * table, a model, metrics, a version, a value), the nodes between them are fused into the kept ones
 * that use them. A dataset that a step writes by replace is read back from its table by all others.
 */
public final class Shape {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Node.Write> edges = new HashMap<>();
  private final Map<String, List<Node>> before = new HashMap<>();
  private final Map<String, List<Node>> fused = new HashMap<>();
  private final Map<String, List<Node>> users = new HashMap<>();
  private final List<Node> order;

  public Shape(Pipeline pipeline) {
    for (Node node : pipeline.nodes()) {
      nodes.put(node.name(), node);
      if (node instanceof Node.Write write && write.how() == Writes.REPLACE) {
        edges.putIfAbsent(key(write.in()), write);
      }
    }
    pipeline.nodes().stream().filter(Shape::isKept).forEach(this::reach);
    Map<String, Node> sorted = new LinkedHashMap<>();
    pipeline.nodes().stream().filter(Shape::isKept).forEach(n -> sort(n, sorted));
    this.order = List.copyOf(sorted.values());
  }

  /** Whether a node leaves something behind that later runs can reuse. */
  public static boolean isKept(Node node) {
    return node instanceof Node.Write
        || node instanceof Node.Train
        || node instanceof Node.Evaluate
        || node instanceof Node.Register
        || node instanceof Node.Registered
        || node instanceof Node.Fold;
  }

  private void sort(Node node, Map<String, Node> sorted) {
    if (!sorted.containsKey(node.name())) {
      keptBefore(node).forEach(n -> sort(n, sorted));
      sorted.put(node.name(), node);
    }
  }

  /** Texts as keys: hashing records costs start-up time. */
  private static String key(Port port) {
    return port.step() + " " + port.name();
  }

  /** The kept nodes, each behind those that it needs. */
  public List<Node> order() {
    return order;
  }

  public Node node(Port port) {
    return nodes.get(port.step());
  }

  /** The write whose table stands for the rows of a port, when {@code user} uses them. */
  public Optional<Node.Write> edge(Port port, Node user) {
    Node.Write write = edges.get(key(port));
    return write == null || write.name().equals(user.name())
        ? Optional.empty()
        : Optional.of(write);
  }

  /** The kept nodes that a kept node needs at once, through fused ones. */
  public List<Node> keptBefore(Node node) {
    return before.getOrDefault(node.name(), List.of());
  }

  /** The nodes that are fused into a kept one, nearest to the source first. */
  public List<Node> fused(Node node) {
    return fused.getOrDefault(node.name(), List.of());
  }

  /** The kept nodes into which a node is fused. */
  public List<Node> keptUsers(Node node) {
    return users.getOrDefault(node.name(), List.of());
  }

  private void reach(Node kept) {
    Map<String, Node> needed = new LinkedHashMap<>();
    Map<String, Node> inside = new LinkedHashMap<>();
    walk(kept, kept, needed, inside);
    before.put(kept.name(), List.copyOf(needed.values()));
    fused.put(kept.name(), List.copyOf(inside.values()));
    inside.keySet().forEach(n -> users.computeIfAbsent(n, k -> new ArrayList<>()).add(kept));
  }

  private void walk(Node at, Node user, Map<String, Node> kept, Map<String, Node> fused) {
    for (Port port : at.inputs()) {
      if (port.step().equals(Pipeline.INTERVAL.step())) {
        continue;
      }
      Optional<Node.Write> edge = edge(port, user);
      Node before = edge.isPresent() ? edge.get() : node(port);
      if (isKept(before)) {
        kept.putIfAbsent(before.name(), before);
      } else if (!fused.containsKey(before.name())) {
        walk(before, user, kept, fused);
        fused.put(before.name(), before);
      }
    }
  }

  /** A node and all that depend on it, by its rows or by the table that they are written to. */
  public Set<String> downstream(String name) {
    Set<String> reached = new HashSet<>(Set.of(name));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Node node : nodes.values()) {
        boolean depends =
            node.inputs().stream().anyMatch(p -> reached.contains(p.step()))
                || keptBefore(node).stream().anyMatch(n -> reached.contains(n.name()));
        grew |= depends && reached.add(node.name());
      }
    }
    return reached;
  }

  /** A node and all that must be done for it; a fused one is done with its first user. */
  public Set<String> upstream(String name) {
    Node last = nodes.get(name);
    List<Node> open = new ArrayList<>(isKept(last) ? List.of(last) : firstUser(last));
    Set<String> reached = new HashSet<>(Set.of(name));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Node next = open.remove(open.size() - 1);
      if (seen.add(next.name())) {
        reached.add(next.name());
        fused(next).forEach(n -> reached.add(n.name()));
        open.addAll(keptBefore(next));
      }
    }
    return reached;
  }

  private List<Node> firstUser(Node fused) {
    return keptUsers(fused).stream().limit(1).toList();
  }
}
