/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.djl.training.dataset.Batch;
import io.egnn.datasets.randomgraph.GivenGraphs;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.nn.autoencoder.GraphAutoencoder;
import io.egnn.training.ReconstructionCounts;
import io.egnn.training.ReconstructionLoss;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well an autoencoder reads graphs back.
 *
 * @param bce binary cross entropy summed over the ordered pairs of a graph, mean over graphs, in
 *     nats
 * @param bceError standard error of that mean, over graphs
 * @param errorPercent wrong entries of the adjacency among all but the diagonal, in percent
 * @param f1 F1 score of predicted edges
 */
record GraphMetrics(double bce, double bceError, double errorPercent, double f1) {

    /** Draws of noise over which a single draw is averaged. */
    static final int AVERAGED_DRAWS = 5;

    private static final int BATCH = 50;

    /** Begins the noise; another seed than that of any training. */
    private static final long NOISE_SEED = 52_000;

    /** The reference's baseline: no edges at all. */
    static GraphMetrics ofNoEdges(GraphCollection graphs) {
        return new GraphMetrics(
                Double.NaN, Double.NaN, 100.0 * graphs.directedEdges() / graphs.directedPairs(), 0);
    }

    /** Measures single draws of noise, averaged over {@value #AVERAGED_DRAWS}. */
    static GraphMetrics of(GraphAutoencoder autoencoder, GraphCollection graphs, Device device) {
        List<Measured> draws =
                IntStream.range(0, AVERAGED_DRAWS)
                        .mapToObj(draw -> measure(autoencoder, graphs, device, draw, 1))
                        .toList();
        // Draws of one graph are more alike than graphs, so a graph counts once.
        double[] bce =
                IntStream.range(0, graphs.size())
                        .mapToDouble(g -> mean(draws, draw -> draw.bce[g]))
                        .toArray();
        return of(
                bce,
                mean(draws, draw -> draw.counts.errorPercent()),
                mean(draws, draw -> draw.counts.f1()));
    }

    /** Measures for each graph the draw of noise with the smallest binary cross entropy. */
    static GraphMetrics bestOf(
            int draws, GraphAutoencoder autoencoder, GraphCollection graphs, Device device) {
        Measured best = measure(autoencoder, graphs, device, 0, draws);
        return of(best.bce, best.counts.errorPercent(), best.counts.f1());
    }

    private static double mean(List<Measured> draws, ToDoubleFunction<Measured> number) {
        return draws.stream().mapToDouble(number).average().orElseThrow();
    }

    /** The mean over graphs and its standard error. */
    static GraphMetrics of(double[] bce, double errorPercent, double f1) {
        int n = bce.length;
        double mean = Arrays.stream(bce).average().orElseThrow();
        double squares = Arrays.stream(bce).map(x -> (x - mean) * (x - mean)).sum();
        double error = n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.NaN;
        return new GraphMetrics(mean, error, errorPercent, f1);
    }

    /** Binary cross entropies of graphs in nats, and what was predicted right and wrong. */
    @SuppressWarnings("ArrayRecordComponent") // read once
    private record Measured(double[] bce, ReconstructionCounts counts) {}

    private static Measured measure(
            GraphAutoencoder autoencoder,
            GraphCollection graphs,
            Device device,
            int firstDraw,
            int draws) {
        GivenGraphs dataset =
                GivenGraphs.builder(graphs)
                        .optSeed(NOISE_SEED)
                        .optDimension(autoencoder.config().noiseDimension())
                        .optDevice(device)
                        .setSampling(BATCH, false)
                        .build();
        ReconstructionCounts counts = ReconstructionCounts.EMPTY;
        double[] losses = new double[graphs.size()];
        int measured = 0;
        try (NDManager manager = NDManager.newBaseManager(device)) {
            ParameterStore store = new ParameterStore(manager, false);
            // Without shuffling all draws have the same batches, with other noise.
            List<Iterator<Batch>> batches =
                    IntStream.range(firstDraw, firstDraw + draws)
                            .mapToObj(draw -> dataset.batches(manager, draw).iterator())
                            .toList();
            while (batches.get(0).hasNext()) {
                try (NDManager kept = manager.newSubManager()) {
                    Drawn best = Drawn.of(autoencoder, store, batches.get(0).next(), kept);
                    for (Iterator<Batch> draw : batches.subList(1, draws)) {
                        best = best.orBetter(Drawn.of(autoencoder, store, draw.next(), kept));
                    }
                    counts = counts.plus(ReconstructionCounts.of(best.labels, new NDList(best.s)));
                    for (float bce : best.bce.toFloatArray()) {
                        losses[measured++] = bce;
                    }
                }
            }
        }
        return new Measured(losses, counts);
    }

    /** A batch, read back: labels, s (B, N, N) and the loss of every graph (B). */
    private record Drawn(NDList labels, NDArray s, NDArray bce) {

        static Drawn of(
                GraphAutoencoder autoencoder, ParameterStore store, Batch batch, NDManager kept) {
            try (batch) {
                NDList labels = batch.getLabels();
                NDArray s = autoencoder.forward(store, batch.getData(), false).get(0);
                NDArray bce = ReconstructionLoss.perGraph(labels, new NDList(s));
                labels.attach(kept);
                s.attach(kept);
                bce.attach(kept);
                return new Drawn(labels, s, bce);
            }
        }

        Drawn orBetter(Drawn other) {
            NDArray better = other.bce.lt(bce);
            NDArray graph = better.expandDims(1).expandDims(2).broadcast(s.getShape());
            return new Drawn(
                    labels,
                    NDArrays.where(graph, other.s, s),
                    NDArrays.where(better, other.bce, bce));
        }
    }
}
