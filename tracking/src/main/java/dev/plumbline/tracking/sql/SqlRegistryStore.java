package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ModelAliasStore;
import dev.plumbline.tracking.ModelVersionStore;
import dev.plumbline.tracking.RegisteredModelStore;
import dev.plumbline.tracking.RegistryStore;

/** The registry's three parts on one database. */
record SqlRegistryStore(
    RegisteredModelStore models, ModelVersionStore versions, ModelAliasStore aliases)
    implements RegistryStore {}
