package dev.plumbline.pipeline;

import java.util.Optional;

/** Each left row with each right row of its key, or with none. A null key joins nothing. */
public non-sealed interface JoinStep<K, L, R, O> extends Step {
  K left(L row);

  K right(R row);

  /** Called once for each match, and once with an empty right for a left row without any. */
  void join(L left, Optional<R> right, Output<? super O> out) throws Exception;
}
