package dev.plumbline.testing;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.runner.memory.MemoryLeases;

class MemoryLeasesTest extends RunLeasesContract {
  private final RunLeases leases = new MemoryLeases();

  @Override
  protected RunLeases leases() {
    return leases;
  }
}
