/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.autoencoder;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.ConstantInitializer;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.AffineMap;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.baseline.RadialField;
import io.egnn.nn.baseline.RadialFieldConfig;
import io.egnn.nn.kernel.Differentiable;
import io.egnn.nn.kernel.EgclKernel;
import org.jspecify.annotations.Nullable;

/**
 * The graph autoencoder of section 5.2: a point for every node, from whose distances the edges can
 * be read back.
 *
 * <p>\[ \hat{A}_{ij} = \sigma(s_{ij}), \qquad s_{ij} = w \lVert z_i - z_j \rVert^2 + b \quad (9) \]
 *
 * <p>Here w is the -w of the paper and b its negative. The GNNs, whose embedding has axes, learn
 * one w for each dimension.
 *
 * <p>Input: the list of a {@link GraphBatch} of complete graphs with features h = 1 (B, N, 1),
 * standard normal noise x (B, N, {@link GraphAutoencoderConfig#noiseDimension()}), and the
 * adjacency a (B, N, N, 1). A batch of nodes without features, h (B, N, 0), is decoded: its x (B,
 * N, n) is taken for the embedding. Output: {@code s} (B, N, N), of which the diagonal is without
 * meaning, and {@code z} (B, N, n). Entries of padded nodes are without meaning.
 *
 * <p>With an equivariant encoder E(n)-equivariant in z, invariant in s; permutation-equivariant
 * with every encoder ({@code GraphAutoencoderTest}).
 *
 * <p>Where it differs from the reference: s comes out instead of probabilities, so that no
 * logarithm of a rounded 0 is needed; noise is an input, so that a pass can be repeated; embeddings
 * are pulled to the centroid of the noise instead of the origin, which moves all points of a graph
 * alike and keeps them equivariant; a neighbour's translation is bounded by its norm, not per axis,
 * and the radial field's not at all. The encoder's parameters have the reference's names after
 * {@code encoder.}; w, b and {@code fc_dec} have them as they are.
 *
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, section 5.2; reference classes AE, AE_rf, AE_EGNN</a>
 */
public final class GraphAutoencoder extends GraphNetwork<GraphAutoencoderConfig> {

    private final Block encoder;
    private final @Nullable Parameter w;
    private final @Nullable Parameter b;
    private final @Nullable Linear weights;

    /**
     * An autoencoder with the fast kernel.
     *
     * @param config sizes and options
     */
    public GraphAutoencoder(GraphAutoencoderConfig config) {
        this(config, EgclKernel.torchScript());
    }

    /**
     * An autoencoder.
     *
     * @param config sizes and options
     * @param kernel the arithmetic of equivariant layers
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public GraphAutoencoder(GraphAutoencoderConfig config, EgclKernel kernel) {
        super(config);
        boolean scalar = config.encoder().isEquivariant();
        w = scalar ? scalar("w", -0.1f) : null;
        b = scalar ? scalar("b", 1) : null;
        encoder = addChildBlock("encoder", encoder(config, kernel));
        weights = scalar ? null : addChildBlock("fc_dec", AffineMap.create(config.embedding(), 1));
    }

    private static Block encoder(GraphAutoencoderConfig config, EgclKernel kernel) {
        return switch (config.encoder()) {
            case EGNN -> new EgnnEncoder(config, kernel);
            case GNN, NOISE_GNN -> new GnnEncoder(config);
            case RADIAL_FIELD ->
                    new RadialField(
                            new RadialFieldConfig(
                                    config.hiddenFeatures(),
                                    config.layers(),
                                    1,
                                    false,
                                    false,
                                    0,
                                    config.pull()));
        };
    }

    private Parameter scalar(String name, float value) {
        return addParameter(
                Parameter.builder()
                        .setName(name)
                        .setType(Parameter.Type.OTHER)
                        .optShape(new Shape(1))
                        .optInitializer(new ConstantInitializer(value))
                        .build());
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        NDArray x = batch.coordinates();
        if (batch.features().getShape().get(2) == 0) {
            requireLength("x without h, an embedding,", config().embedding(), x);
            return new NDList(decode(store, x, training), Differentiable.copy(x));
        }
        requireLength("h", 1, batch.features());
        requireLength("x", config().noiseDimension(), x);
        requireLength("a", 1, batch.edgeAttributes());
        if (batch.neighbors() != null) {
            throw new IllegalArgumentException(
                    "an autoencoder needs complete graphs, the batch has neighbours");
        }
        NDArray z = encoder.forward(store, batch.toNDList(), training).singletonOrThrow();
        NDArray s = decode(store, z, training);
        return new NDList(s, config().encoder().isEquivariant() ? aroundTheNoise(batch, z) : z);
    }

    /** Undoes what the pull to the origin did to the centroid of the noise. */
    private NDArray aroundTheNoise(GraphBatch batch, NDArray z) {
        double gone = 1 - Math.pow(1 - config().pull(), config().layers());
        return z.add(centroid(batch).mul(Differentiable.number(gone, z)));
    }

    private static NDArray centroid(GraphBatch batch) {
        NDArray x = batch.coordinates();
        NDArray mask = batch.nodeMask();
        int[] nodes = {1};
        if (mask == null) {
            return x.mean(nodes, true);
        }
        NDArray present = mask.expandDims(2);
        return x.mul(present).sum(nodes, true).div(present.sum(nodes, true));
    }

    /** Equation 9 before the sigmoid. */
    private NDArray decode(ParameterStore store, NDArray z, boolean training) {
        NDArray squares = z.expandDims(2).sub(z.expandDims(1)).square();
        if (weights != null) {
            return weights.forward(store, new NDList(squares), training)
                    .singletonOrThrow()
                    .squeeze(3);
        }
        Device device = z.getDevice();
        return squares.sum(new int[] {3})
                .mul(store.getValue(w, device, training))
                .add(store.getValue(b, device, training));
    }

    @Override
    protected void initializeChildBlocks(
            NDManager manager, DataType dataType, Shape... inputShapes) {
        encoder.initialize(manager, dataType, inputShapes);
        if (weights != null) {
            weights.initialize(manager, dataType, new Shape(1, config().embedding()));
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[1];
        return new Shape[] {
            new Shape(x.get(0), x.get(1), x.get(1)),
            new Shape(x.get(0), x.get(1), config().embedding())
        };
    }
}
