package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.LifecycleStage;
import dev.plumbline.tracking.ViewType;
import java.util.Optional;

/** A view as a condition on a lifecycle column. */
final class Lifecycles {
  private Lifecycles() {}

  static Optional<Fragment> of(String column, ViewType view) {
    return view == ViewType.ALL
        ? Optional.empty()
        : Optional.of(
            Fragment.of(
                column + " = ?",
                view.sees(LifecycleStage.ACTIVE)
                    ? LifecycleStage.ACTIVE.word()
                    : LifecycleStage.DELETED.word()));
  }
}
