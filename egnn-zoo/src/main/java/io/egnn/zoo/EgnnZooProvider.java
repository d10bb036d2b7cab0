/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooProvider;

/**
 * Tells DJL of the {@link EgnnModelZoo}.
 *
 * <p>DJL finds it by itself. Where it cannot (a fat jar that lost its {@code META-INF/services}, a
 * notebook that added the jar later), call {@code ModelZoo.registerModelZoo(new
 * EgnnZooProvider())}.
 */
public final class EgnnZooProvider implements ZooProvider {

    /** Creates a provider; DJL does so by class name. */
    public EgnnZooProvider() {}

    @Override
    public ModelZoo getModelZoo() {
        return ModelCatalog.shipped().zoo();
    }
}
