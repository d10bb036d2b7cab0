/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import static io.egnn.graph.GraphSizes.NEIGHBOR_MASK;
import static io.egnn.graph.GraphSizes.NODE_MASK;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins graphs of different size into one {@link GraphBatch}, padded to the largest.
 *
 * <p>A sample is the list of a {@link GraphBatch} without the batch dimension, absent arrays empty:
 * h (N, F), x (N, n), v (N, n), a (N, N, A) or with neighbours (N, K, A), nodeMask (N), neighbors
 * (N, K), neighborMask (N, K) or (N, N). The batch gets a node mask if a graph is padded and a
 * neighbour mask if a row of neighbours is; padding points at node 0. Masks that only some samples
 * have are completed with ones. Types are kept.
 *
 * <p>{@link #unbatchify} splits what a model returns into rows, (B, N, ...) into (N, ...), and does
 * not cut off the padding: outputs do not carry the numbers of nodes, and a batchifier that
 * remembered them could not be shared by threads. Who knows the inputs (a translator, in {@code
 * batchProcessOutput}) takes the first N rows.
 *
 * <p>Labels per node go through DJL's {@link ai.djl.translate.SimplePaddingStackBatchifier}, which
 * pads with zeros too; a loss over nodes wants an array of ones (N) among the labels, whose padding
 * makes it the mask.
 */
public final class GraphBatchifier implements Batchifier {

    private static final long serialVersionUID = 1L;

    /** Creates a batchifier; it has no state. */
    public GraphBatchifier() {}

    /**
     * Pads and stacks graphs.
     *
     * @param inputs one list of eight arrays per graph
     * @return the list of a {@link GraphBatch}, made by the manager of the first array
     * @throws IllegalArgumentException if there is no graph, if the arrays of one do not agree, or
     *     if graphs differ in more than the number of nodes and neighbours
     */
    @Override
    public NDList batchify(NDList[] inputs) {
        if (inputs.length == 0) {
            throw new IllegalArgumentException("expected at least one graph to batch, got none");
        }
        GraphSizes[] sizes = new GraphSizes[inputs.length];
        Arrays.setAll(sizes, i -> GraphSizes.of(inputs[i], i));
        GraphSizes padded = sizes[0];
        for (int i = 1; i < sizes.length; i++) {
            padded = padded.paddedTo(sizes[i], i);
        }
        List<Boolean> needed = needed(inputs, sizes, padded);
        NDManager manager = inputs[0].get(GraphSizes.FEATURES).getManager();
        try (NDManager scratch = manager.newSubManager()) {
            NDList batch = new NDList(needed.size());
            for (int entry = 0; entry < needed.size(); entry++) {
                batch.add(
                        needed.get(entry)
                                ? PaddedStack.of(
                                        column(inputs, sizes, entry, scratch),
                                        padded.shape(entry),
                                        manager)
                                : manager.create(new Shape(0)));
            }
            return batch;
        }
    }

    /**
     * Which arrays the batch has: those of any sample, and the masks that padding makes necessary.
     */
    private static List<Boolean> needed(NDList[] inputs, GraphSizes[] sizes, GraphSizes padded) {
        List<Boolean> needed = new ArrayList<>();
        for (int entry = 0; entry < GraphBatch.NAMES.size(); entry++) {
            int array = entry;
            needed.add(Arrays.stream(inputs).anyMatch(input -> GraphSizes.isPresent(input, array)));
        }
        if (Arrays.stream(sizes).anyMatch(s -> s.nodes() < padded.nodes())) {
            needed.set(NODE_MASK, true);
        }
        if (padded.listed() && Arrays.stream(sizes).anyMatch(s -> !s.equals(padded))) {
            needed.set(NEIGHBOR_MASK, true);
        }
        return needed;
    }

    private static List<NDArray> column(
            NDList[] inputs, GraphSizes[] sizes, int entry, NDManager scratch) {
        List<NDArray> column = new ArrayList<>(inputs.length);
        for (int i = 0; i < inputs.length; i++) {
            // Only masks can be absent in one sample and present in another.
            column.add(
                    GraphSizes.isPresent(inputs[i], entry)
                            ? inputs[i].get(entry)
                            : scratch.ones(sizes[i].shape(entry), sizes[i].type(entry)));
        }
        return column;
    }

    /**
     * Splits the outputs of a model, or the list of a batch, into one list per graph.
     *
     * @param inputs arrays whose first dimension is B; empty ones stay empty
     * @return B lists, not cut to the graphs' own numbers of nodes
     */
    @Override
    public NDList[] unbatchify(NDList inputs) {
        return withEmptyArrays(inputs, STACK.unbatchify(presentArrays(inputs)));
    }

    /**
     * Splits a batch for several devices, in the places where DJL splits the labels.
     *
     * @param list arrays whose first dimension is B; empty ones stay empty
     * @param numOfSlices the number of parts
     * @param evenSplit whether all parts must be equally large
     * @return the parts, padded as the batch was
     */
    @Override
    public NDList[] split(NDList list, int numOfSlices, boolean evenSplit) {
        return withEmptyArrays(list, STACK.split(presentArrays(list), numOfSlices, evenSplit));
    }

    private static NDList presentArrays(NDList list) {
        NDList present = new NDList();
        list.stream().filter(array -> !GraphBatch.isAbsent(array)).forEach(present::add);
        return present;
    }

    private static NDList[] withEmptyArrays(NDList whole, NDList[] parts) {
        for (NDList part : parts) {
            for (int entry = 0; entry < whole.size(); entry++) {
                NDArray array = whole.get(entry);
                if (GraphBatch.isAbsent(array)) {
                    part.add(entry, array.duplicate());
                }
            }
        }
        return parts;
    }
}
