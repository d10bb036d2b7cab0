/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.evaluator.Evaluator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * How well the edges of graphs are read back, pooled over all pairs of all graphs, as the reference
 * has it; a mean over batches would be another number.
 *
 * <p>Labels and predictions are those of {@link ReconstructionLoss}.
 */
public final class ReconstructionEvaluator extends Evaluator {

    private final ToDoubleFunction<ReconstructionCounts> score;
    private final Map<String, ReconstructionCounts> counts = new ConcurrentHashMap<>();

    private ReconstructionEvaluator(String name, ToDoubleFunction<ReconstructionCounts> score) {
        super(name);
        this.score = score;
    }

    /**
     * Wrong entries of the adjacency among all but the diagonal, in percent.
     *
     * @return an evaluator called {@code error_percent}
     */
    public static ReconstructionEvaluator errorPercent() {
        return new ReconstructionEvaluator("error_percent", ReconstructionCounts::errorPercent);
    }

    /**
     * The F1 score of predicted edges.
     *
     * @return an evaluator called {@code f1}
     */
    public static ReconstructionEvaluator f1() {
        return new ReconstructionEvaluator("f1", ReconstructionCounts::f1);
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        return labels.getManager()
                .create((float) score.applyAsDouble(ReconstructionCounts.of(labels, predictions)));
    }

    @Override
    public void addAccumulator(String key) {
        counts.put(key, ReconstructionCounts.EMPTY);
    }

    @Override
    public void updateAccumulators(String[] keys, NDList labels, NDList predictions) {
        ReconstructionCounts batch = ReconstructionCounts.of(labels, predictions);
        for (String key : keys) {
            counts.merge(key, batch, ReconstructionCounts::plus);
        }
    }

    @Override
    public void updateAccumulator(String key, NDList labels, NDList predictions) {
        updateAccumulators(new String[] {key}, labels, predictions);
    }

    @Override
    public void resetAccumulator(String key) {
        counts.computeIfPresent(key, (k, old) -> ReconstructionCounts.EMPTY);
    }

    @Override
    public float getAccumulator(String key) {
        ReconstructionCounts found = counts.get(key);
        if (found == null) {
            throw new IllegalArgumentException("no accumulator was added under the key " + key);
        }
        return (float) score.applyAsDouble(found);
    }
}
