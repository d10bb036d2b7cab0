/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.DataIterable;
import ai.djl.training.dataset.Sampler;
import ai.djl.translate.Batchifier;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Batches of which every array is made in one call, instead of stacking an array of every sample.
 */
final class NBodyBatches extends DataIterable {

    NBodyBatches(
            NBody nbody,
            NDManager manager,
            Sampler sampler,
            Batchifier dataBatchifier,
            Batchifier labelBatchifier,
            @Nullable ExecutorService executor,
            int prefetchNumber,
            @Nullable Device device) {
        super(
                nbody,
                manager,
                sampler,
                dataBatchifier,
                labelBatchifier,
                null,
                null,
                executor,
                prefetchNumber,
                device);
    }

    @Override
    protected Batch fetch(List<Long> indices, int progress) {
        // May run on a thread of the executor before our constructor ends: no field of this class.
        NBody nbody = (NBody) dataset;
        NDManager batchManager =
                device == null ? manager.newSubManager() : manager.newSubManager(device);
        return new Batch(
                batchManager,
                nbody.data(batchManager, indices),
                nbody.labels(batchManager, indices),
                indices.size(),
                dataBatchifier,
                labelBatchifier,
                progress,
                nbody.size(),
                indices);
    }
}
