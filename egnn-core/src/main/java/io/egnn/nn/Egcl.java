/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.EgclConfig;
import io.egnn.nn.kernel.EgclKernel;
import io.egnn.nn.kernel.EgclParameters;
import io.egnn.nn.kernel.GradientMode;
import io.egnn.nn.kernel.LayerStack;
import io.egnn.nn.kernel.NodeState;
import io.egnn.nn.kernel.VelocityForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The E(n)-equivariant graph convolutional layer, EGCL.
 *
 * <p>\[ m_{ij} = \phi_e(h_i^l, h_j^l, \lVert x_i^l - x_j^l \rVert^2, a_{ij}) \quad (3) \] \[
 * x_i^{l+1} = x_i^l + C \sum_{j \ne i} (x_i^l - x_j^l)\, \phi_x(m_{ij}) \quad (4) \] \[ m_i =
 * \sum_{j \in N(i)} e_{ij} m_{ij} \quad (5, 8) \] \[ h_i^{l+1} = \phi_h(h_i^l, m_i) \quad (6) \]
 *
 * <p>With velocities, equation 7 stands in the place of 4: see {@link VelocityForm}. With inferred
 * edges \( e_{ij} = \phi_{inf}(m_{ij}) \) weighs the messages, otherwise e is the adjacency (1 for
 * every edge given).
 *
 * <p>Input: the list of a {@link GraphBatch}. Output: {@code h} (B, N, output features), {@code x}
 * (B, N, n), and {@code v} (B, N, n) if the input has velocities. Features of padded nodes are
 * without meaning.
 *
 * <p>E(n)-equivariant in x and v, invariant in h, permutation-equivariant ({@code EgclTest}), but
 * for {@link io.egnn.nn.kernel.Clamp#COMPONENT}.
 *
 * <p>The sum of equation 4 goes over the neighbours N(i) unless {@link
 * io.egnn.nn.kernel.CoordinateUpdate} says all nodes, and with inferred edges phi_x reads \( e_{ij}
 * m_{ij} \), both as in the reference.
 *
 * <p>Where it differs from the reference: coordinates are never changed in place, no clamp unless
 * asked for, and distances that need a root have finite gradients at zero. Child blocks are named
 * so that a reference {@code state_dict} loads as it is: {@code edge_mlp}, {@code node_mlp}, {@code
 * coord_mlp}, {@code coord_mlp_vel}, {@code att_mlp}.
 *
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, section 3; reference classes E_GCL, E_GCL_vel, E_GCL_mask</a>
 */
public final class Egcl extends AbstractBlock {

    private static final byte VERSION = 1;

    private final EgclConfig config;
    private final EgclKernel kernel;
    private final Mlp edgeMlp;
    private final Mlp nodeMlp;
    private final @Nullable Mlp coordinateMlp;
    private final @Nullable Mlp velocityMlp;
    private final @Nullable Linear edgeGate;

    /**
     * A layer with the fast kernel.
     *
     * @param config sizes and options
     */
    public Egcl(EgclConfig config) {
        this(config, EgclKernel.torchScript());
    }

    /**
     * A layer.
     *
     * @param config sizes and options
     * @param kernel the arithmetic
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public Egcl(EgclConfig config, EgclKernel kernel) {
        super(VERSION);
        this.config = config;
        this.kernel = kernel;
        inputNames = GraphBatch.NAMES;
        int in = config.inputFeatures();
        int hidden = config.hiddenFeatures();
        edgeMlp =
                addChildBlock(
                        "edge_mlp", new Mlp(2 * in + 1 + config.edgeAttributes(), hidden, hidden));
        nodeMlp =
                addChildBlock(
                        "node_mlp",
                        new Mlp(
                                in + hidden + config.nodeAttributes(),
                                hidden,
                                config.outputFeatures()));
        coordinateMlp =
                config.movesCoordinates()
                        ? addChildBlock(
                                "coord_mlp", new Mlp(hidden, hidden, AffineMap.createSmall()))
                        : null;
        velocityMlp =
                config.velocity() != VelocityForm.NONE
                        ? addChildBlock("coord_mlp_vel", new Mlp(in, hidden, 1))
                        : null;
        edgeGate = config.inferredEdges() ? addGate(hidden) : null;
    }

    private Linear addGate(int hidden) {
        // The reference's att_mlp is a list of a linear map and a sigmoid.
        SingleMap gate = addChildBlock("att_mlp", new SingleMap(hidden, 1));
        return gate.map();
    }

    /**
     * Sizes and options.
     *
     * @return the configuration
     */
    public EgclConfig config() {
        return config;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store,
            NDList inputs,
            boolean training,
            @Nullable PairList<String, Object> params) {
        GraphBatch batch = GraphBatch.of(inputs);
        checkInput(batch);
        try (GradientMode mode = training ? null : GradientMode.off()) {
            EgclParameters parameters =
                    parameters(store, batch.coordinates().getDevice(), training);
            LayerStack layer =
                    new LayerStack(config, true, null, List.of(parameters), 1, true, null, 0);
            NodeState out = kernel.run(layer, batch, training);
            NDList outputs = new NDList(out.h(), out.ownCoordinates(batch));
            NDArray velocities = out.ownVelocities(batch);
            if (velocities != null) {
                outputs.add(velocities);
            }
            return outputs;
        } catch (EngineException e) {
            throw BatchInput.explained(this, batch, e);
        }
    }

    @Override
    protected void beforeInitialize(Shape... inputShapes) {
        super.beforeInitialize(BatchInput.shapes(inputShapes));
    }

    private void checkInput(GraphBatch batch) {
        GraphNetwork.requireLength("h", config.inputFeatures(), batch.features());
        checkEdges(config, batch);
    }

    static void checkEdges(EgclConfig config, GraphBatch batch) {
        GraphNetwork.requireLength("a", config.edgeAttributes(), batch.edgeAttributes());
        GraphNetwork.requireLength(
                "nodeAttributes", config.nodeAttributes(), batch.nodeAttributes());
        if (config.velocity() != VelocityForm.NONE && batch.velocities() == null) {
            throw new IllegalArgumentException(
                    "velocity form " + config.velocity() + " needs velocities, the batch has none");
        }
    }

    /**
     * The layer's arrays, for a network that goes through its layers with one kernel pass.
     *
     * @param store holds the arrays
     * @param device where they are wanted
     * @param training whether to record for autograd
     * @return the weights
     */
    public EgclParameters parameters(ParameterStore store, Device device, boolean training) {
        return new EgclParameters(
                AffineMap.values(edgeMlp.first(), store, device, training),
                AffineMap.values(edgeMlp.second(), store, device, training),
                AffineMap.values(nodeMlp.first(), store, device, training),
                AffineMap.values(nodeMlp.second(), store, device, training),
                coordinateMlp == null
                        ? null
                        : AffineMap.values(coordinateMlp.first(), store, device, training),
                coordinateMlp == null
                        ? null
                        : AffineMap.weight(coordinateMlp.second(), store, device, training),
                velocityMlp == null
                        ? null
                        : AffineMap.values(velocityMlp.first(), store, device, training),
                velocityMlp == null
                        ? null
                        : AffineMap.values(velocityMlp.second(), store, device, training),
                edgeGate == null ? null : AffineMap.values(edgeGate, store, device, training));
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        for (Block child : getChildren().values()) {
            child.initialize(manager, dataType, inputShapes);
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape h = inputShapes[0];
        Shape x = inputShapes[1];
        Shape features = new Shape(h.get(0), h.get(1), config.outputFeatures());
        boolean hasVelocities = inputShapes.length > 2 && inputShapes[2].size() > 0;
        return hasVelocities ? new Shape[] {features, x, x} : new Shape[] {features, x};
    }

    /**
     * Starts a layer: {@code
     * Egcl.builder().setFeatures(64).optVelocity(VelocityForm.RECURSIVE).build()}.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Puts a layer together. */
    public static final class Builder extends EgclOptions<Builder> {
        private int inputFeatures;
        private int hiddenFeatures;
        private int outputFeatures;
        private EgclKernel kernel = EgclKernel.torchScript();

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets the length of h, in and out, and of the messages.
         *
         * @param features the length
         * @return this builder
         */
        public Builder setFeatures(int features) {
            return setFeatures(features, features, features);
        }

        /**
         * Sets the lengths of h and of the messages; unequal lengths in and out need {@code
         * optResidual(false)}.
         *
         * @param inputs length of h going in
         * @param hidden length of messages
         * @param outputs length of h coming out
         * @return this builder
         */
        public Builder setFeatures(int inputs, int hidden, int outputs) {
            inputFeatures = inputs;
            hiddenFeatures = hidden;
            outputFeatures = outputs;
            return this;
        }

        /**
         * Sets the kernel; the fast one unless set.
         *
         * @param arithmetic the kernel
         * @return this builder
         */
        public Builder optKernel(EgclKernel arithmetic) {
            kernel = arithmetic;
            return this;
        }

        /**
         * Builds the layer.
         *
         * @return the layer, not yet initialised
         * @throws IllegalArgumentException if sizes or options do not fit
         */
        public Egcl build() {
            return new Egcl(config(inputFeatures, hiddenFeatures, outputFeatures), kernel);
        }
    }
}
