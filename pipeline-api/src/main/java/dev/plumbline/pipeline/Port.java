package dev.plumbline.pipeline;

/** One output of a declared step: most have only {@code out}. */
public record Port(String step, String name) {
  public static final String OUT = "out";

  public static Port out(String step) {
    return new Port(step, OUT);
  }

  // Written out: the first use of a record's own equals and hashCode costs milliseconds.
  @Override
  public boolean equals(Object other) {
    return other instanceof Port that && step.equals(that.step) && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return 31 * step.hashCode() + name.hashCode();
  }

  @Override
  public String toString() {
    return name.equals(OUT) ? step : step + "." + name;
  }
}
