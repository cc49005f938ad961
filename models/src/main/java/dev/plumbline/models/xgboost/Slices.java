package dev.plumbline.models.xgboost;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work over a range in slices that begin at whole blocks. */
final class Slices {
  /** Fewer rows than this aren't worth a second thread. */
  private static final int LEAST = 2_048;

  private Slices() {}

  /** What is done with one slice; slices share nothing. */
  interface Work {
    void over(int slice, int from, int to);
  }

  /** How many slices some rows make. */
  static int count(int threads, int size) {
    return Math.max(1, Math.min(threads, size / LEAST));
  }

  /** The first slice in the caller's thread, the others beside it; returns when all are done. */
  static void run(int threads, int size, int block, Work work) {
    int slices = count(threads, size);
    int blocks = (size + block - 1) / block;
    List<CompletableFuture<Void>> others = new ArrayList<>();
    for (int s = 1; s < slices; s++) {
      int slice = s;
      int from = (int) ((long) blocks * s / slices) * block;
      int to = Math.min(size, (int) ((long) blocks * (s + 1) / slices) * block);
      others.add(CompletableFuture.runAsync(() -> work.over(slice, from, to)));
    }
    work.over(0, 0, Math.min(size, (int) ((long) blocks / slices) * block));
    try {
      others.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
