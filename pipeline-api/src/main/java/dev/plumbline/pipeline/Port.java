package dev.plumbline.pipeline;

/** One output of a declared step: most have only {@code out}. */
public record Port(String step, String name) {
  public static final String OUT = "out";

  public static Port out(String step) {
    return new Port(step, OUT);
  }

  @Override
  public String toString() {
    return name.equals(OUT) ? step : step + "." + name;
  }
}
