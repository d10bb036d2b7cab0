/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import com.google.gson.JsonElement;
import io.egnn.datasets.nbody.ParticleSystem;

/**
 * Particle systems as DJL Serving passes them: in and out a JSON object with {@code positions} and
 * {@code velocities} (N lists of n numbers) and {@code charges} (N numbers).
 */
final class NBodyServingTranslator extends JsonServingTranslator<ParticleSystem, ParticleSystem> {

    NBodyServingTranslator(NBodyTranslator systems) {
        super(systems);
    }

    @Override
    ParticleSystem read(JsonElement request) {
        return RecordJson.read(request, ParticleSystem.class, PLACE);
    }

    @Override
    Object answer(ParticleSystem system) {
        return system;
    }
}
