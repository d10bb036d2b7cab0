/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * An affine map called 0, as the reference calls the first entry of a list of layers.
 *
 * <p>Input: any rank, last axis {@code inputs} long. Output: the same with {@code outputs}.
 */
public final class SingleMap extends AbstractBlock {

    private static final byte VERSION = 1;

    private final int inputs;
    private final Linear map;

    /**
     * A map with the initial values of {@link AffineMap#create}.
     *
     * @param inputs length of the input
     * @param outputs length of the output
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public SingleMap(int inputs, int outputs) {
        super(VERSION);
        this.inputs = inputs;
        map = addChildBlock("0", AffineMap.create(inputs, outputs));
    }

    /**
     * The map.
     *
     * @return the block
     */
    public Linear map() {
        return map;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList input, boolean training, PairList<String, Object> params) {
        return map.forward(store, input, training);
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        map.initialize(manager, dataType, new Shape(1, inputs));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return map.getOutputShapes(inputShapes);
    }
}
