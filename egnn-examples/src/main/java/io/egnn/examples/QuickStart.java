/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples;

import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.ParticleSystem;
import java.io.IOException;
import java.util.Arrays;

/** Loads the pretrained model and predicts: the example of the README. */
public final class QuickStart {

    private QuickStart() {}

    /**
     * Prints where two charged particles will be.
     *
     * @param args none
     * @throws IOException if the model cannot be read
     * @throws ModelException if the model cannot be loaded
     * @throws TranslateException if the prediction fails
     */
    public static void main(String[] args) throws IOException, ModelException, TranslateException {
        // snippet:begin quick-start
        double[][] positions = {{0, 0, 0}, {1, 0, 0}}, velocities = {{0, 0.5, 0}, {0, 0, 0.5}};
        ParticleSystem now = new ParticleSystem(positions, velocities, new double[] {1, -1});
        Criteria<ParticleSystem, ParticleSystem> criteria =
                Criteria.builder()
                        .setTypes(ParticleSystem.class, ParticleSystem.class)
                        .optGroupId("io.egnn")
                        .optArtifactId("egnn_nbody")
                        .build();
        try (ZooModel<ParticleSystem, ParticleSystem> model = criteria.loadModel();
                Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
            System.out.println(Arrays.deepToString(predictor.predict(now).positions()));
        }
        // snippet:end
    }
}
