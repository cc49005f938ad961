package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Port;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.Shape;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which rows more than one action of a run needs. */
final class Sharing {
  private final Plan plan;
  private final Shape shape;

  Sharing(Plan plan, Shape shape) {
    this.plan = plan;
    this.shape = shape;
  }

  /** A port's rows, marked where others need them too. */
  RowPlan mark(Port port, RowPlan rows) {
    Node node = shape.node(port);
    List<Node> actions =
        shape.keptUsers(node).stream()
            .filter(user -> plan.step(user.name()).decision().mayRun())
            .toList();
    if (actions.size() < 2) {
      return rows;
    }
    // What uses a split uses one of its sides, and both come of one pass.
    boolean split = node instanceof Node.Split;
    Set<String> users = users(actions, p -> split ? p.step().equals(port.step()) : p.equals(port));
    return users.size() < 2 ? rows : new RowPlan.Shared(rows, users(actions, port::equals).size());
  }

  private Set<String> users(List<Node> actions, java.util.function.Predicate<Port> ports) {
    Set<String> users = new TreeSet<>();
    for (Node action : actions) {
      Stream.concat(shape.fused(action).stream(), Stream.of(action))
          .filter(user -> user.inputs().stream().anyMatch(ports))
          .map(Node::name)
          .forEach(users::add);
    }
    return users;
  }
}
