/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How long a trained network takes for a batch of the paper's size, without gradients. */
final class ForwardTime {

    /** The systems of a batch. */
    static final int BATCH = 100;

    private ForwardTime() {}

    /**
     * The median time of a pass, from the arrays of {@link ParticleFeatures} to positions.
     *
     * @param folder of a trained model
     * @param data at least {@value #BATCH} systems
     * @param passes how many are timed, after as many that are not
     * @return milliseconds
     */
    static double milliseconds(
            Path folder,
            ParticleFeatures features,
            NBodyTrajectories data,
            Device device,
            int passes)
            throws IOException, ModelException, TranslateException {
        List<ParticleSystem> systems = IntStream.range(0, BATCH).mapToObj(data::system).toList();
        try (ZooModel<NDList, NDList> model =
                        ModelCatalog.shipped()
                                .criteria(folder.toString(), NDList.class, NDList.class)
                                .optDevice(device)
                                .build()
                                .loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                NDManager manager = model.getNDManager().newSubManager()) {
            NDList batch = features.batch(manager, systems, DataType.FLOAT32).toNDList();
            double[] times = new double[passes];
            for (int pass = -passes; pass < passes; pass++) {
                long begin = System.nanoTime();
                try (NDList positions = predictor.predict(batch)) {
                    // A GPU is not done before its result is here.
                    positions.head().toFloatArray();
                }
                if (pass >= 0) {
                    times[pass] = (System.nanoTime() - begin) / 1e6;
                }
            }
            Arrays.sort(times);
            return times[passes / 2];
        }
    }
}
