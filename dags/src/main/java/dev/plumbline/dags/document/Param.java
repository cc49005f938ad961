package dev.plumbline.dags.document;

/**
 * What may be given to a run by hand.
 *
 * @param schema JSON Schema of its values
 */
public record Param(String name, Value initial, Value.Fields schema) {}
