package dev.plumbline.spark.encode;

import dev.plumbline.pipeline.json.RecordJson;
import java.io.Serializable;

/** A record of parameters as it travels: its class's name and canonical JSON. */
public record StepText(String type, String json) implements Serializable {
  public static StepText of(Record step) {
    return new StepText(step.getClass().getName(), RecordJson.write(step));
  }

  /** A new instance, of the context class loader's class. */
  public Record load() {
    return RecordJson.read(TypeName.load(type).asSubclass(Record.class), json);
  }

  /** As {@link #load}, cast by the caller's word. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  public <S> S as() {
    return (S) load();
  }
}
