package dev.plumbline.runner.plan;

import java.util.List;

/** Reasons of any number in one line. */
final class Reasons {
  private static final int TOLD = 2;

  private Reasons() {}

  /** The first of them, and how many more there are. */
  static String few(List<String> reasons) {
    String told = String.join(", ", reasons.subList(0, Math.min(TOLD, reasons.size())));
    return reasons.size() > TOLD ? told + " and " + (reasons.size() - TOLD) + " more" : told;
  }
}
