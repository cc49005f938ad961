package dev.plumbline.cli.wire;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.runner.run.Ownership;

/** Records for the owner of the work alone: what another did in its place is not written over. */
@SuppressWarnings("try")
final class OwnerRecord implements RunListener {
  private final RunListener record;
  private final Ownership own;

  OwnerRecord(RunListener record, Ownership own) {
    this.record = record;
    this.own = own;
  }

  @Override
  public void on(RunEvent event) throws Exception {
    own.record(() -> record.on(event));
  }

  @Override
  public void close() throws Exception {
    own.record(record::close);
  }
}
