/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.NetworkConfig;
import io.egnn.training.BatchSource;
import io.egnn.weights.StateDict;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;

/** What a training begins with. */
public final class InitialParameters {

    private InitialParameters() {}

    /**
     * Gives a model a network whose parameters are a function of a seed.
     *
     * @param model takes the network
     * @param config of the network
     * @param batches have the shapes of its inputs
     * @param seed of the parameters
     * @return how many numbers there are to train
     * @throws IOException if the batches cannot be read
     * @throws TranslateException if the batches cannot be made
     */
    public static long draw(Model model, NetworkConfig config, BatchSource batches, long seed)
            throws IOException, TranslateException {
        // DJL draws the initial parameters with the engine's generator.
        Engine.getEngine("PyTorch").setRandomSeed((int) seed);
        GraphNetwork<?> network = config.newNetwork();
        model.setBlock(network);
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDList first = batches.epoch(manager, 0).iterator().next().getData();
            network.initialize(model.getNDManager(), DataType.FLOAT32, first.getShapes());
        }
        return network.getParameters().values().stream()
                .mapToLong(parameter -> parameter.getArray().size())
                .sum();
    }

    /**
     * Gives a network the parameters of a trained one.
     *
     * @param network has parameters
     * @param device where they are
     * @param from the trained model, of the zoo or a folder
     * @throws IOException if a file cannot be read
     * @throws ModelException if the trained model cannot be loaded
     * @throws IllegalArgumentException if its network is another one
     */
    public static void take(GraphNetwork<?> network, Device device, String from)
            throws IOException, ModelException {
        try (ZooModel<NDList, NDList> trained =
                ModelCatalog.shipped()
                        .criteria(from, NDList.class, NDList.class)
                        .optDevice(device)
                        .build()
                        .loadModel()) {
            NetworkConfig actual = ((GraphNetwork<?>) trained.getBlock()).config();
            if (!actual.equals(network.config())) {
                throw new IllegalArgumentException(
                        "model %s: expected the network %s, got %s"
                                .formatted(from, network.config(), actual));
            }
            StateDict.copy(trained.getBlock(), network);
        }
    }
}
