/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.EgclParameters.Affine;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The equations as the paper prints them, one method each, in DJL's own operations.
 *
 * <p>Complete graphs are dense here: K = N, neighbours by broadcasting, and a mask that takes out
 * the diagonal. That is a different way to the same numbers than {@link TorchScriptKernel} goes,
 * which makes each the other's check.
 */
final class NDArrayKernel implements EgclKernel {

    static final NDArrayKernel INSTANCE = new NDArrayKernel();

    private NDArrayKernel() {}

    @Override
    public NodeState run(LayerStack stack, GraphBatch batch, boolean training) {
        TorchScriptKernel.requireAllNodesKnown(batch, stack.config().coordinateUpdate());
        DensePass pass = new DensePass(batch, stack.config().coordinateUpdate());
        NodeState state =
                new NodeState(
                        mapped(batch.features(), stack.inputMap()),
                        batch.coordinates(),
                        batch.velocities());
        for (int round = 0; round < stack.rounds(); round++) {
            for (int i = 0; i < stack.layers().size(); i++) {
                state =
                        pass.layer(
                                stack.config(),
                                stack.layers().get(i),
                                state,
                                stack.updatesFeatures(round, i),
                                stack.hasResidual(i));
                state = pulled(state, stack.pull());
            }
        }
        return new NodeState(mapped(state.h(), stack.outputMap()), state.x(), state.v());
    }

    private static NodeState pulled(NodeState state, double pull) {
        if (pull == 0) {
            return state;
        }
        NDArray x = state.x();
        return new NodeState(state.h(), x.mul(Differentiable.number(1 - pull, x)), state.v());
    }

    private static NDArray mapped(NDArray h, @Nullable Affine map) {
        return map == null ? h : affine(h, map);
    }

    private static NDArray affine(NDArray rows, Affine map) {
        return Linear.linear(rows, map.weight(), map.bias()).singletonOrThrow();
    }

    private static final class DensePass {
        private final GraphBatch batch;
        private final NDManager manager;

        /** e_ij of given edges, (B, N, K, 1): 1 or 0. */
        private final NDArray edges;

        /** C of equation 4 for each edge, (B, N, K, 1), 0 where there is none. */
        private final NDArray weights;

        /** a_ij, where a node's own is 0: anything may stand there. */
        private final @Nullable NDArray attributes;

        DensePass(GraphBatch batch, CoordinateUpdate update) {
            this.batch = batch;
            this.manager = batch.coordinates().getManager();
            attributes = batch.neighbors() == null ? offDiagonal() : batch.edgeAttributes();
            NDArray present = present();
            NDArray adjacency = batch.neighborMask();
            edges = adjacency == null ? present : present.mul(adjacency.expandDims(3));
            NDArray summed = update.overAllNodes() ? present : edges;
            weights =
                    update.isMean()
                            ? summed.div(atLeast(1, summed.sum(new int[] {2}, true)))
                            : summed;
        }

        NodeState layer(
                EgclConfig config,
                EgclParameters parameters,
                NodeState state,
                boolean updateFeatures,
                boolean residual) {
            NDArray h = state.h();
            NDArray x = state.x();
            NDArray v = state.v();
            NDArray r = receivers(x).sub(senders(x));
            NDArray d2 = r.square().sum(new int[] {3}, true);
            NDArray m = messages(parameters, h, d2);
            if (config.inferredEdges()) {
                m = m.mul(gate(Objects.requireNonNull(parameters.gate()), m));
            }
            if (config.movesCoordinates()) {
                NDArray shift = shift(config, parameters, r, d2, m);
                if (v == null || config.velocity() == VelocityForm.NONE) {
                    x = x.add(shift);
                } else {
                    NDArray carried = v.mul(velocityScale(parameters, h));
                    if (config.velocity() == VelocityForm.RECURSIVE) {
                        v = carried.add(shift);
                        x = x.add(v);
                    } else {
                        x = x.add(shift).add(carried);
                    }
                }
            }
            if (updateFeatures) {
                h = updateFeatures(config, parameters, h, aggregate(m), residual);
            }
            return new NodeState(h, x, v);
        }

        // snippet:begin egcl-messages
        /** Equation 3: m_ij = phi_e(h_i, h_j, |x_i - x_j|^2, a_ij). */
        private NDArray messages(EgclParameters parameters, NDArray h, NDArray d2) {
            NDArray hj = senders(h);
            NDArray hi = receivers(h).broadcast(hj.getShape());
            NDList inputs = new NDList(hi, hj, d2);
            if (attributes != null) {
                inputs.add(attributes);
            }
            NDArray input = NDArrays.concat(inputs, -1);
            return swish(affine(swish(affine(input, parameters.edge1())), parameters.edge2()));
        }

        // snippet:end

        /** Equation 8: e_ij = phi_inf(m_ij). */
        private NDArray gate(Affine gate, NDArray m) {
            return Activation.sigmoid(affine(m, gate));
        }

        // snippet:begin egcl-coordinates
        /** The sum of equations 4 and 7: C sum_j (x_i - x_j) phi_x(m_ij). */
        private NDArray shift(
                EgclConfig config, EgclParameters parameters, NDArray r, NDArray d2, NDArray m) {
            NDArray c =
                    Linear.linear(
                                    swish(
                                            affine(
                                                    m,
                                                    Objects.requireNonNull(
                                                            parameters.coordinate1()))),
                                    Objects.requireNonNull(parameters.coordinate2()))
                            .singletonOrThrow();
            if (config.tanh()) {
                c = c.tanh();
            }
            NDArray t = scaled(config.scaling(), r, d2).mul(c);
            return clamped(config, t).mul(weights).sum(new int[] {2});
        }

        // snippet:end

        private static NDArray scaled(DifferenceScaling scaling, NDArray r, NDArray d2) {
            return switch (scaling) {
                case NONE -> r;
                case UNIT -> r.div(d2.stopGradient().sqrt().add(1e-8));
                // Zero distances get a finite derivative by the bound below the root.
                case DAMPED -> r.div(atLeast(1e-30, d2).sqrt().add(1));
            };
        }

        private static NDArray clamped(EgclConfig config, NDArray t) {
            double limit = config.clampLimit();
            return switch (config.clamp()) {
                case NONE -> t;
                case COMPONENT -> t.clip(-limit, limit);
                case NORM -> {
                    NDArray bound = atLeast(limit * limit, t.square().sum(new int[] {3}, true));
                    yield t.mul(Differentiable.number(limit, t).div(bound.sqrt()));
                }
            };
        }

        private static NDArray atLeast(double smallest, NDArray t) {
            return t.maximum(Differentiable.number(smallest, t));
        }

        /** phi_v of equation 7. */
        private NDArray velocityScale(EgclParameters parameters, NDArray h) {
            return affine(
                    swish(affine(h, Objects.requireNonNull(parameters.velocity1()))),
                    Objects.requireNonNull(parameters.velocity2()));
        }

        // snippet:begin egcl-aggregate
        /** Equation 5: m_i, the sum of m_ij over the neighbours of i. */
        private NDArray aggregate(NDArray m) {
            return m.mul(edges).sum(new int[] {2});
        }

        // snippet:end

        // snippet:begin egcl-features
        /** Equation 6: phi_h(h_i, m_i). */
        private NDArray updateFeatures(
                EgclConfig config,
                EgclParameters parameters,
                NDArray h,
                NDArray mi,
                boolean residual) {
            NDList input = new NDList(h, mi);
            NDArray attributes = batch.nodeAttributes();
            if (attributes != null && config.nodeAttributes() > 0) {
                input.add(attributes);
            }
            NDArray updated =
                    affine(
                            swish(affine(NDArrays.concat(input, -1), parameters.node1())),
                            parameters.node2());
            return residual ? h.add(updated) : updated;
        }

        // snippet:end

        private static NDArray receivers(NDArray nodes) {
            return nodes.expandDims(2);
        }

        private @Nullable NDArray offDiagonal() {
            NDArray a = batch.edgeAttributes();
            if (a == null) {
                return null;
            }
            int nodes = Math.toIntExact(a.getShape().get(1));
            NDArray own =
                    manager.eye(nodes, nodes, 0, DataType.INT32)
                            .toType(DataType.BOOLEAN, false)
                            .reshape(1, nodes, nodes, 1)
                            .broadcast(a.getShape());
            return NDArrays.where(own, a.zerosLike(), a);
        }

        /** (B, N, K, length): what each node's neighbours hold. */
        private NDArray senders(NDArray nodes) {
            NDArray neighbors = batch.neighbors();
            Shape s = nodes.getShape();
            if (neighbors == null) {
                return nodes.expandDims(1).broadcast(s.get(0), s.get(1), s.get(1), s.get(2));
            }
            NDArray graphs = manager.arange(0, Math.toIntExact(s.get(0)), 1, DataType.INT64);
            NDArray first =
                    graphs.mul(Differentiable.number(Math.toIntExact(s.get(1)), graphs))
                            .reshape(s.get(0), 1, 1);
            return nodes.reshape(-1, s.get(2))
                    .getNDArrayInternal()
                    .embedding(
                            neighbors.add(first), nodes.reshape(-1, s.get(2)), SparseFormat.DENSE)
                    .singletonOrThrow();
        }

        /**
         * 1 where a node other than i itself is there to send to i, which is there too; (B, N, K,
         * 1).
         */
        private NDArray present() {
            Shape s = batch.coordinates().getShape();
            DataType type = batch.coordinates().getDataType();
            NDArray neighbors = batch.neighbors();
            NDArray present;
            if (neighbors == null) {
                int nodes = Math.toIntExact(s.get(1));
                present =
                        manager.ones(new Shape(nodes, nodes), type)
                                .sub(manager.eye(nodes, nodes, 0, type))
                                .reshape(1, nodes, nodes, 1)
                                .broadcast(s.get(0), nodes, nodes, 1);
            } else {
                present = manager.ones(neighbors.getShape().add(1), type);
            }
            NDArray mask = batch.nodeMask();
            if (mask == null) {
                return present;
            }
            NDArray nodes = mask.expandDims(2);
            return present.mul(senders(nodes)).mul(receivers(nodes));
        }

        private static NDArray swish(NDArray z) {
            return z.mul(Activation.sigmoid(z));
        }
    }
}
