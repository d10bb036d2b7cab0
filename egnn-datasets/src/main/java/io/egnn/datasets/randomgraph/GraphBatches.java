/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.DataIterable;
import ai.djl.training.dataset.Sampler;
import ai.djl.translate.Batchifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Batches of which every array is made in one call, with the noise of one epoch. */
final class GraphBatches extends DataIterable {

    private final int epoch;

    GraphBatches(
            GraphDataset dataset,
            NDManager manager,
            Sampler sampler,
            Batchifier dataBatchifier,
            Batchifier labelBatchifier,
            @Nullable Device device,
            int epoch) {
        // Without an executor, so that no batch is made before this constructor ends.
        super(
                dataset,
                manager,
                sampler,
                dataBatchifier,
                labelBatchifier,
                null,
                null,
                null,
                0,
                device);
        this.epoch = epoch;
    }

    @Override
    protected Batch fetch(List<Long> indices, int progress) {
        GraphDataset graphs = (GraphDataset) dataset;
        NDManager batchManager =
                device == null ? manager.newSubManager() : manager.newSubManager(device);
        GraphTensors tensors = graphs.tensors(indices);
        return new Batch(
                batchManager,
                tensors.inputs(batchManager, graphs.dimension(), graphs.noise(indices, epoch))
                        .toNDList(),
                tensors.labels(batchManager),
                indices.size(),
                dataBatchifier,
                labelBatchifier,
                progress,
                graphs.size(),
                indices);
    }
}
