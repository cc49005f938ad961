package dev.plumbline.tracking.sqlite;

import dev.plumbline.tracking.ModelAliasStore;
import dev.plumbline.tracking.ModelVersionStore;
import dev.plumbline.tracking.RegisteredModelStore;
import dev.plumbline.tracking.RegistryStore;

/** The registry's three parts on one file. */
record SqliteRegistryStore(
    RegisteredModelStore models, ModelVersionStore versions, ModelAliasStore aliases)
    implements RegistryStore {}
