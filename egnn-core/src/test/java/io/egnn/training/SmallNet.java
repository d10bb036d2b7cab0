/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A small regression that tests train: y = sin(x1) + x2 x3 with a two-layer network. */
final class SmallNet {

    static final int INPUTS = 3;
    static final int BATCH = 20;
    static final int BATCHES = 5;
    static final Shape INPUT_SHAPE = new Shape(1, INPUTS);

    private SmallNet() {}

    /** A model whose initial parameters are a function of the seed. */
    static Model model(long seed, int hidden, DataType type) {
        Model model = Model.newInstance("small", Device.cpu(), "PyTorch");
        model.setBlock(
                new SequentialBlock()
                        .add(Linear.builder().setUnits(hidden).build())
                        .add(Activation::tanh)
                        .add(Linear.builder().setUnits(1).build()));
        model.setDataType(type);
        model.getBlock().initialize(model.getNDManager(), type, INPUT_SHAPE);
        SplittableRandom random = new SplittableRandom(seed);
        for (Parameter parameter : model.getBlock().getParameters().values()) {
            NDArray array = parameter.getArray();
            double[] values = random.doubles(array.size(), -0.5, 0.5).toArray();
            try (NDManager manager = NDManager.newBaseManager()) {
                NDArray source = manager.create(values, array.getShape()).toType(type, false);
                TensorLists.copy(List.of(array), List.of(source));
            }
        }
        return model;
    }

    static Model model(long seed) {
        return model(seed, 16, DataType.FLOAT32);
    }

    /** A trainer whose parameters are in its store. */
    static Trainer trainer(Model model, Optimizer optimizer, TrainingListener... listeners) {
        Trainer trainer =
                model.newTrainer(
                        new DefaultTrainingConfig(new MeanSquaredError())
                                .optOptimizer(optimizer)
                                .optDevices(new Device[] {Device.cpu()})
                                .addTrainingListeners(listeners));
        trainer.initialize(INPUT_SHAPE);
        return trainer;
    }

    /** Batches that are a function of seed and epoch; the last one is half as long. */
    static BatchSource source(long seed, DataType type) {
        return (manager, epoch) -> {
            List<Batch> batches = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                int size = i == BATCHES - 1 ? BATCH / 2 : BATCH;
                batches.add(
                        batch(manager.newSubManager(), DrawSeed.of(seed, epoch, i), size, type, i));
            }
            return batches;
        };
    }

    static BatchSource source(long seed) {
        return source(seed, DataType.FLOAT32);
    }

    static Batch batch(NDManager manager, long seed, int size, DataType type, int index) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles((long) size * INPUTS, -2, 2).toArray();
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            y[i] = Math.sin(x[INPUTS * i]) + x[INPUTS * i + 1] * x[INPUTS * i + 2];
        }
        NDArray data = manager.create(x, new Shape(size, INPUTS)).toType(type, false);
        NDArray labels = manager.create(y, new Shape(size, 1)).toType(type, false);
        return new Batch(
                manager,
                new NDList(data),
                new NDList(labels),
                size,
                null,
                null,
                index + 1,
                BATCHES);
    }

    /** All parameters one after the other. */
    static double[] values(Block block) {
        return block.getParameters().values().stream()
                .flatMapToDouble(p -> java.util.Arrays.stream(doubles(p.getArray())))
                .toArray();
    }

    static double[] doubles(NDArray array) {
        try (NDArray copy = array.toType(DataType.FLOAT64, true)) {
            return copy.toDoubleArray();
        }
    }
}
