/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * Two affine maps with a SiLU between them: \( W_2\,\mathrm{silu}(W_1 z + b_1) + b_2 \).
 *
 * <p>The maps are called 0 and 2, as in the reference, where 1 is the activation.
 *
 * <p>Input: any rank, last axis {@code inputs} long. Output: the same with {@code outputs}.
 */
public final class Mlp extends AbstractBlock {

    private static final byte VERSION = 1;

    private final int inputs;
    private final Linear first;
    private final Linear second;

    /**
     * Two maps with the initial values of {@link AffineMap#create}.
     *
     * @param inputs length of the input
     * @param hidden length between the maps
     * @param outputs length of the output
     */
    public Mlp(int inputs, int hidden, int outputs) {
        this(inputs, hidden, AffineMap.create(hidden, outputs));
    }

    /**
     * A map with the initial values of {@link AffineMap#create}, and a given one.
     *
     * @param inputs length of the input
     * @param hidden length between the maps
     * @param last the second map
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public Mlp(int inputs, int hidden, Linear last) {
        super(VERSION);
        this.inputs = inputs;
        first = addChildBlock("0", AffineMap.create(inputs, hidden));
        second = addChildBlock("2", last);
    }

    /**
     * The map before the SiLU.
     *
     * @return the block
     */
    public Linear first() {
        return first;
    }

    /**
     * The map after the SiLU.
     *
     * @return the block
     */
    public Linear second() {
        return second;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList input, boolean training, PairList<String, Object> params) {
        NDList hidden = first.forward(store, input, training);
        return second.forward(
                store, new NDList(hidden.head().mul(Activation.sigmoid(hidden.head()))), training);
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        first.initialize(manager, dataType, new Shape(1, inputs));
        second.initialize(
                manager, dataType, first.getOutputShapes(new Shape[] {new Shape(1, inputs)}));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return second.getOutputShapes(first.getOutputShapes(inputShapes));
    }
}
