package dev.plumbline.tracking.sql;

/** How many registered models, and versions of models, a registry was given back. */
public record RestoredModels(int models, int versions) {}
