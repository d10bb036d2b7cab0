/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Loading a model of charged particles, and measuring it as its users see it. */
public final class NBodyModels {

    /** The name of the pretrained model. */
    public static final String PRETRAINED = "egnn_nbody";

    private static final int BATCH = 500;

    private NBodyModels() {}

    /**
     * Loads a model from the zoo or from a folder that was trained into.
     *
     * @param model {@code ARTIFACT}, {@code ARTIFACT:VARIANT} or a folder
     * @param device where it computes
     * @return the model, to be closed
     * @throws IOException if a file cannot be read, or is not what it should be
     * @throws ModelNotFoundException if there is none
     * @throws MalformedModelException if the parameters are not those of this model
     */
    public static ZooModel<ParticleSystem, ParticleSystem> load(String model, Device device)
            throws IOException, ModelNotFoundException, MalformedModelException {
        return ModelCatalog.shipped()
                .criteria(model, ParticleSystem.class, ParticleSystem.class)
                .optDevice(device)
                .build()
                .loadModel();
    }

    /**
     * The mean squared error of predicted positions over all coordinates of all particles.
     *
     * @param predictor of a loaded model
     * @param trajectories at least one
     * @return the error, in squared length units
     * @throws TranslateException if a system does not fit the model
     */
    public static double mse(
            Predictor<ParticleSystem, ParticleSystem> predictor, NBodyTrajectories trajectories)
            throws TranslateException {
        double sum = 0;
        for (int begin = 0; begin < trajectories.size(); begin += BATCH) {
            int end = Math.min(begin + BATCH, trajectories.size());
            List<ParticleSystem> systems =
                    IntStream.range(begin, end).mapToObj(trajectories::system).toList();
            List<ParticleSystem> predicted = predictor.batchPredict(systems);
            for (int s = begin; s < end; s++) {
                sum += mse(predicted.get(s - begin), trajectories.target(s));
            }
        }
        return sum / trajectories.size();
    }

    /**
     * The mean squared error over all coordinates of one system.
     *
     * @param predicted where its particles should be
     * @param target where they are, (N, n)
     * @return the error, in squared length units
     */
    public static double mse(ParticleSystem predicted, double[][] target) {
        double[][] positions = predicted.positions();
        double sum = 0;
        for (int i = 0; i < target.length; i++) {
            for (int d = 0; d < target[i].length; d++) {
                double error = positions[i][d] - target[i][d];
                sum += error * error;
            }
        }
        return sum / (target.length * target[0].length);
    }
}
