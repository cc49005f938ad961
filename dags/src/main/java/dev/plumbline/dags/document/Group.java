package dev.plumbline.dags.document;

/** Tasks that are shown as one. */
public record Group(String id, String docs) {}
