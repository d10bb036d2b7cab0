/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.MalformedModelException;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.GradientMode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A network that takes the list of a {@link GraphBatch} and is built from an immutable
 * configuration.
 *
 * <p>The configuration is written before the parameters and compared when they are loaded, since
 * DJL itself accepts parameters of another shape. A pass that is not for training never records for
 * autograd, on whatever thread it runs.
 *
 * @param <C> the configuration
 */
public abstract class GraphNetwork<C extends NetworkConfig> extends AbstractBlock {

    private static final byte VERSION = 1;

    private final C config;

    /**
     * Keeps the configuration.
     *
     * @param config sizes and options
     */
    protected GraphNetwork(C config) {
        super(VERSION);
        this.config = config;
        inputNames = GraphBatch.NAMES;
    }

    /**
     * Sizes and options.
     *
     * @return the configuration
     */
    public final C config() {
        return config;
    }

    /**
     * The network's equations.
     *
     * @param store holds the parameters' arrays
     * @param batch the graphs, whose shapes agree with each other
     * @param training whether to record for autograd
     * @return the outputs
     * @throws IllegalArgumentException if the batch lacks what the network reads, or has other
     *     lengths
     */
    protected abstract NDList propagate(ParameterStore store, GraphBatch batch, boolean training);

    @Override
    protected final NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            @Nullable PairList<String, Object> params) {
        GraphBatch batch = GraphBatch.of(inputs);
        try (GradientMode mode = training ? null : GradientMode.off()) {
            return propagate(store, batch, training);
        } catch (EngineException e) {
            throw BatchInput.explained(this, batch, e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if there are fewer than two shapes, or more than a batch has
     */
    @Override
    protected final void beforeInitialize(Shape... inputShapes) {
        super.beforeInitialize(BatchInput.shapes(inputShapes));
    }

    /** Gives every child the shapes of the batch; their own configurations say the rest. */
    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        for (Block child : getChildren().values()) {
            child.initialize(manager, dataType, inputShapes);
        }
    }

    /**
     * Checks the length of a tensor's last axis.
     *
     * @param name the tensor's letter
     * @param expected the length; 0 if the tensor should be absent
     * @param array the tensor, or null if it is absent
     * @throws IllegalArgumentException if it has another length
     */
    protected static void requireLength(String name, int expected, @Nullable NDArray array) {
        long actual = array == null ? 0 : array.getShape().get(array.getShape().dimension() - 1);
        if (actual != expected) {
            throw new IllegalArgumentException(
                    name
                            + " must have "
                            + expected
                            + " entries on its last axis, got "
                            + (array == null ? "none" : array.getShape()));
        }
    }

    /**
     * Puts zeros in the place of nodes that are padding.
     *
     * @param batch the graphs
     * @param h (B, N, length), with anything in those places
     * @return (B, N, length)
     */
    protected static NDArray present(GraphBatch batch, NDArray h) {
        NDArray mask = batch.nodeMask();
        return mask == null ? h : h.mul(mask.expandDims(2));
    }

    @Override
    protected final void saveMetadata(DataOutputStream os) throws IOException {
        SavedConfig.write(os, config);
        saveInputShapes(os);
    }

    /**
     * {@inheritDoc}
     *
     * @throws MalformedModelException if the stream ends before the last parameter, or if the
     *     parameters are those of another configuration
     */
    @Override
    public final void loadParameters(NDManager manager, DataInputStream is)
            throws IOException, MalformedModelException {
        try {
            super.loadParameters(manager, is);
        } catch (EOFException e) {
            throw new MalformedModelException(
                    "saved parameters end too early: the file is truncated", e);
        }
    }

    @Override
    public final void loadMetadata(byte loadVersion, DataInputStream is)
            throws IOException, MalformedModelException {
        SavedConfig.check(is, loadVersion, VERSION, config);
        readInputShapes(is);
    }
}
