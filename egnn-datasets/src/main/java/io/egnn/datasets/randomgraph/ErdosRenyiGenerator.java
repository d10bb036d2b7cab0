/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import io.egnn.datasets.random.PythonRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Graphs G(N, p): every pair of nodes is joined with probability p.
 *
 * <p>The numbers of nodes go round from the smallest to the largest; then the graphs are shuffled
 * with the same generator. Isolated nodes and graphs in several parts stay.
 *
 * <p>Draws are those of the reference, bit for bit: Python's generator, pairs in lexicographic
 * order ({@code ErdosRenyiTest}).
 *
 * @param seed from 0 to 2<sup>32</sup> - 1
 * @param minNodes the smallest number of nodes, at least 1
 * @param maxNodes the largest number of nodes
 * @param probability of an edge, from 0 to 1
 * @param graphs how many graphs, at least 1
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, section 5.2; reference data set erdosrenyinodes</a>
 */
public record ErdosRenyiGenerator(
        long seed, int minNodes, int maxNodes, double probability, int graphs)
        implements GraphGenerator {

    /** The reference's seed of all three parts of an overfit set. */
    private static final long OVERFIT_SEED = 3;

    private static final int OVERFIT_GRAPHS = 100;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException naming the first one that is out of range
     */
    public ErdosRenyiGenerator {
        GeneratorRange.check(seed, "nodes", minNodes, maxNodes, graphs);
        GeneratorRange.checkProbability("probability", probability);
    }

    /**
     * The reference's graphs: 7 to 16 nodes, p = 0.25.
     *
     * @param seed 0, 1 and 2 are the standard sets for training, validation and test
     * @param graphs how many
     * @return the generator
     */
    public static ErdosRenyiGenerator standard(long seed, int graphs) {
        return new ErdosRenyiGenerator(seed, 7, 16, 0.25, graphs);
    }

    /**
     * The 100 graphs of figure 5, right, which are trained on and tested with: 7 to 16 nodes.
     *
     * @param probability of an edge, p_e
     * @return the generator
     */
    public static ErdosRenyiGenerator overfit(double probability) {
        return new ErdosRenyiGenerator(OVERFIT_SEED, 7, 16, probability, OVERFIT_GRAPHS);
    }

    /**
     * Draws the graphs.
     *
     * @return the same ones at every call
     */
    @Override
    public GraphCollection generate() {
        PythonRandom random = new PythonRandom(seed);
        List<Adjacency> drawn = new ArrayList<>(graphs);
        int sizes = maxNodes - minNodes + 1;
        for (int k = 0; k < graphs; k++) {
            Adjacency.Builder graph = new Adjacency.Builder(minNodes + k % sizes);
            draw(graph, 0, minNodes + k % sizes, probability, random);
            drawn.add(graph.build());
        }
        random.shuffle(drawn);
        return new GraphCollection(drawn);
    }

    /** Joins pairs of the nodes first, first + 1, .. */
    static void draw(
            Adjacency.Builder graph,
            int first,
            int nodes,
            double probability,
            PythonRandom random) {
        for (int i = first; i < first + nodes; i++) {
            for (int j = i + 1; j < first + nodes; j++) {
                if (random.nextDouble() < probability) {
                    graph.join(i, j);
                }
            }
        }
    }
}
