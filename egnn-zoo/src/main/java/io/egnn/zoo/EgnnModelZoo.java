/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.repository.MRL;
import ai.djl.repository.zoo.ModelZoo;
import java.util.List;
import java.util.Set;

/**
 * The pretrained equivariant networks in this jar, which load without a network connection.
 *
 * <p>They are loaded by group and artifact id, {@code
 * Criteria.builder().setTypes(ParticleSystem.class,
 * ParticleSystem.class).optGroupId("io.egnn").optArtifactId("egnn_nbody").build().loadModel()}.
 * What there is, and how good it is, is in the {@link ModelCatalog}. Of several models that predict
 * a property, {@code optFilter("property", "homo")} loads the one with the smallest test error, and
 * {@code optFilter("variant", "all")} the one of this name.
 */
public final class EgnnModelZoo extends ModelZoo {

    // No static state here beyond constants, and no static methods: loading DJL's ModelZoo makes
    // one of these while this class may itself be waiting for ModelZoo, its parent.

    /** The group id of all models. */
    public static final String GROUP_ID = "io.egnn";

    /** The only engine that these models run on. */
    public static final String ENGINE = "PyTorch";

    EgnnModelZoo(List<MRL> models) {
        models.forEach(this::addModel);
    }

    @Override
    public String getGroupId() {
        return GROUP_ID;
    }

    @Override
    public Set<String> getSupportedEngines() {
        return Set.of(ENGINE);
    }
}
