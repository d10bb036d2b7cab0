/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Measures how well a model on graphs keeps to the symmetries that its outputs claim.
 *
 * <p>For a transformation T, the model f should give \( f(T(g)) = T(f(g)) \), where T acts on every
 * output as its {@link OutputKind} says. Both sides are computed for random T and compared element
 * by element:
 *
 * <ul>
 *   <li>translation by a normal vector as long as the coordinates are large (root mean square),
 *   <li>rotation and reflection by a {@link Haar} matrix in n dimensions, which acts on coordinates
 *       and velocities,
 *   <li>a uniform permutation of the nodes, padding included, which acts on everything they have:
 *       features, masks, edge attributes and neighbour lists.
 * </ul>
 *
 * <p>Every graph of the batch gets a transformation of its own, so a model that mixes graphs is
 * found out. T is applied in double precision and then rounded to the batch's data type. Outputs of
 * nodes that are padding are not compared.
 *
 * @param outputs what the model's outputs are, in order
 * @param draws how many transformations to try for each symmetry
 * @param seed of the transformations
 */
public record EquivarianceChecker(List<OutputKind> outputs, int draws, long seed) {

    /** How many transformations are tried for each symmetry unless told otherwise: {@value}. */
    public static final int DEFAULT_DRAWS = 4;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if there are no outputs or no draws
     */
    public EquivarianceChecker {
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one output");
        }
        if (draws < 1) {
            throw new IllegalArgumentException("draws must be at least 1, got " + draws);
        }
    }

    /**
     * A checker with {@link #DEFAULT_DRAWS} draws and seed 0.
     *
     * @param outputs what the model's outputs are, in order
     * @return the checker
     */
    public static EquivarianceChecker of(OutputKind... outputs) {
        return new EquivarianceChecker(List.of(outputs), DEFAULT_DRAWS, 0);
    }

    /**
     * A checker of the same outputs that draws other transformations.
     *
     * @param draws how many for each symmetry
     * @param seed of the transformations
     * @return the checker
     */
    public EquivarianceChecker withDraws(int draws, long seed) {
        return new EquivarianceChecker(outputs, draws, seed);
    }

    /**
     * Checks a block that takes {@link GraphBatch#toNDList}, by prediction ({@code training =
     * false}).
     *
     * @param block an initialised block
     * @param batch the graphs to transform
     * @return what was found
     * @throws IllegalArgumentException if the outputs are not as declared
     */
    public EquivarianceReport check(Block block, GraphBatch batch) {
        return check(
                graphs -> {
                    NDList inputs = graphs.toNDList();
                    ParameterStore parameters = new ParameterStore(inputs.getManager(), false);
                    return block.forward(parameters, inputs, false);
                },
                batch);
    }

    /**
     * Checks a function.
     *
     * @param model takes a batch on a manager of its own, which is closed after the call, to the
     *     outputs
     * @param batch the graphs to transform; it is not changed
     * @return what was found
     * @throws IllegalArgumentException if the outputs are not as declared
     */
    public EquivarianceReport check(Function<GraphBatch, NDList> model, GraphBatch batch) {
        NDArray x = batch.coordinates();
        try (NDManager manager = x.getManager().newSubManager(x.getDevice())) {
            HostGraphs graphs = HostGraphs.of(batch);
            List<HostArray> before = run(model, graphs, manager);
            RandomGenerator random = new SplittableRandom(seed);
            List<Violation> violations = new ArrayList<>();
            for (Symmetry symmetry : Symmetry.values()) {
                for (int draw = 0; draw < draws; draw++) {
                    Transformation t = Transformation.draw(symmetry, graphs, random);
                    List<HostArray> after = run(model, graphs.apply(t), manager);
                    for (int i = 0; i < outputs.size(); i++) {
                        OutputKind kind = outputs.get(i);
                        HostArray expected = t.expected(kind, before.get(i));
                        HostArray actual = t.oldOrder(kind, after.get(i));
                        violations.add(worst(symmetry, i, graphs, expected, actual));
                    }
                }
            }
            return new EquivarianceReport(violations);
        }
    }

    private List<HostArray> run(
            Function<GraphBatch, NDList> model, HostGraphs graphs, NDManager parent) {
        try (NDManager manager = parent.newSubManager()) {
            NDList list = model.apply(graphs.toBatch(manager));
            if (list.size() != outputs.size()) {
                throw new IllegalArgumentException(
                        "the model has %d outputs, but %d are declared: %s"
                                .formatted(list.size(), outputs.size(), outputs));
            }
            List<HostArray> arrays = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                outputs.get(i).check(i, list.get(i).getShape(), graphs.coordinates().shape());
                arrays.add(HostArray.of(list.get(i)));
            }
            return arrays;
        }
    }

    private Violation worst(
            Symmetry symmetry,
            int output,
            HostGraphs graphs,
            HostArray expected,
            HostArray actual) {
        OutputKind kind = outputs.get(output);
        double scale = 0;
        double most = -1;
        int worst = -1;
        for (int i = 0; i < expected.size(); i++) {
            if (kind.isOfNodes()) {
                int node = i / expected.stride(2);
                if (!graphs.isPresent(node / graphs.nodes(), node % graphs.nodes())) {
                    continue;
                }
            }
            scale = Math.max(scale, Math.abs(expected.get(i)));
            double difference = Math.abs(actual.get(i) - expected.get(i));
            if (difference > most || Double.isNaN(difference)) {
                worst = i;
                most = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
            }
        }
        if (worst < 0) {
            return new Violation(symmetry, output, kind, List.of(), 0, 0, 0);
        }
        List<Long> position = position(worst, expected);
        return new Violation(
                symmetry, output, kind, position, expected.get(worst), actual.get(worst), scale);
    }

    private static List<Long> position(int flat, HostArray array) {
        List<Long> position = new ArrayList<>();
        for (int axis = 0; axis < array.shape().dimension(); axis++) {
            position.add(flat / array.stride(axis + 1) % array.shape().get(axis));
        }
        return position;
    }
}
