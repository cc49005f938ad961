package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.search.Clause;
import dev.plumbline.tracking.search.Condition;
import dev.plumbline.tracking.search.EntityType;
import dev.plumbline.tracking.search.Operand;
import dev.plumbline.tracking.search.Operator;
import java.util.List;
import java.util.Locale;

/**
 * MLflow keeps prompts among the models, marked by a tag. A search gives models alone unless it
 * asks for prompts; MLflow's client says so in each search of models, in a clause that would match
 * nothing if it were taken as one.
 */
final class Prompts {
  private static final String MARK = "mlflow.prompt.is_prompt";

  private Prompts() {}

  /** Leaves prompts out of a search of models unless it asks for them; gives what else it says. */
  static Condition<Clause> models(PagedQuery query, Condition<Clause> filter) {
    return without(
        query,
        filter,
        "NOT EXISTS (SELECT 1 FROM registered_model_tags p WHERE p.model_key = m.model_key"
            + " AND p.key = 'mlflow.prompt.is_prompt' AND p.value = 'true')");
  }

  /** Leaves prompts' versions out of a search of versions unless it asks for them. */
  static Condition<Clause> versions(PagedQuery query, Condition<Clause> filter) {
    return without(
        query,
        filter,
        "NOT EXISTS (SELECT 1 FROM model_version_tags p JOIN model_versions pv USING (version_key)"
            + " WHERE pv.model_key = v.model_key AND p.key = 'mlflow.prompt.is_prompt'"
            + " AND p.value = 'true')");
  }

  private static Condition<Clause> without(
      PagedQuery query, Condition<Clause> filter, String prompts) {
    if (filter
        .comparisons()
        .filter(Prompts::isMark)
        .findFirst()
        .filter(Prompts::asks)
        .isPresent()) {
      return filter;
    }
    query.where(Fragment.of(prompts));
    return filter.replaced(
        clause -> isMark(clause) ? new Condition.All<>(List.of()) : new Condition.One<>(clause));
  }

  private static boolean isMark(Clause clause) {
    return clause.type() == EntityType.TAG && clause.key().equals(MARK);
  }

  private static boolean asks(Clause clause) {
    String value =
        clause.operand() instanceof Operand.Text text ? text.text().toLowerCase(Locale.ROOT) : "";
    return (clause.operator() == Operator.EQUAL && value.equals("true"))
        || (clause.operator() == Operator.NOT_EQUAL && value.equals("false"));
  }
}
