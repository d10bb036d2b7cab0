/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.egnn.graph.GraphBatch;
import java.util.Arrays;
import java.util.List;

/** What a block that takes the list of a {@link GraphBatch} asks of it. */
final class BatchInput {

    private static final Shape ABSENT = new Shape(0);

    private BatchInput() {}

    /**
     * The shapes that a block is initialised with, one for each entry of a list: DJL saves them by
     * their names.
     *
     * @param given those of a list, or of its first arrays, h and x at least
     * @return as many as a list has, those that were not given absent
     * @throws IllegalArgumentException if there are too few or too many
     */
    static Shape[] shapes(Shape[] given) {
        int all = GraphBatch.NAMES.size();
        if (given.length < 2 || given.length > all) {
            throw new IllegalArgumentException(
                    "expected the shapes of %s, or those of the first ones, h and x at least; got %s"
                            .formatted(GraphBatch.NAMES, List.of(given)));
        }
        Shape[] shapes = Arrays.copyOf(given, all);
        Arrays.fill(shapes, given.length, all, ABSENT);
        return shapes;
    }

    /**
     * What to throw for an error of the engine.
     *
     * @param block whose forward pass failed
     * @param batch what it was given
     * @param error how
     * @return one that names the types, if the parameters have another one than the batch; else the
     *     error itself
     */
    static RuntimeException explained(Block block, GraphBatch batch, EngineException error) {
        DataType type = batch.features().getDataType();
        for (Parameter parameter : block.getParameters().values()) {
            DataType own = parameter.getArray().getDataType();
            if (own != type) {
                return new IllegalArgumentException(
                        "h is of type %s, the block's parameters are of type %s: expected one type"
                                .formatted(type, own),
                        error);
            }
        }
        return error;
    }
}
