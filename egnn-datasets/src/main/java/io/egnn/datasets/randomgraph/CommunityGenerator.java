/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import io.egnn.datasets.random.NumpyRandom;
import io.egnn.datasets.random.PythonRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Graphs of two communities, dense inside and hardly joined with each other.
 *
 * <p>The two sizes are drawn, then each pair across is joined with a small probability; if none
 * was, the first nodes of both are.
 *
 * <p>As in the reference, whose draws these are bit for bit, the inside of the first community is
 * always drawn with seed 0 and that of the second with seed 1: it depends on nothing but its size.
 * So there are few different graphs, and of the 500 standard test graphs 365 are also among the
 * training graphs ({@code CommunitySmallTest}).
 *
 * @param seed of sizes and of pairs across, from 0 to 2<sup>32</sup> - 1
 * @param minSize the smallest size of a community, at least 1
 * @param maxSize the largest size of a community
 * @param insideProbability of an edge within a community, from 0 to 1
 * @param acrossProbability of an edge between communities, from 0 to 1
 * @param graphs how many graphs, at least 1
 * @see <a href="https://arxiv.org/abs/2102.09844">Satorras, Hoogeboom, Welling: E(n) Equivariant
 *     Graph Neural Networks, section 5.2; reference data set community_ours</a>
 * @see <a href="https://arxiv.org/abs/1802.08773">You and others: GraphRNN, from where the data set
 *     comes</a>
 */
public record CommunityGenerator(
        long seed,
        int minSize,
        int maxSize,
        double insideProbability,
        double acrossProbability,
        int graphs)
        implements GraphGenerator {

    private static final int COMMUNITIES = 2;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException naming the first one that is out of range
     */
    public CommunityGenerator {
        GeneratorRange.check(seed, "community sizes", minSize, maxSize, graphs);
        GeneratorRange.checkProbability("insideProbability", insideProbability);
        GeneratorRange.checkProbability("acrossProbability", acrossProbability);
    }

    /**
     * The reference's graphs: communities of 6 to 10 nodes, p = 0.7 inside and 0.01 across.
     *
     * @param seed 0, 1 and 2 are the standard sets for training, validation and test
     * @param graphs how many
     * @return the generator
     */
    public static CommunityGenerator standard(long seed, int graphs) {
        return new CommunityGenerator(seed, 6, 10, 0.7, 0.01, graphs);
    }

    /**
     * Draws the graphs.
     *
     * @return the same ones at every call
     */
    @Override
    public GraphCollection generate() {
        NumpyRandom random = new NumpyRandom(seed);
        List<Adjacency> drawn = new ArrayList<>(graphs);
        for (int k = 0; k < graphs; k++) {
            drawn.add(draw(random));
        }
        return new GraphCollection(drawn);
    }

    private Adjacency draw(NumpyRandom random) {
        int[] sizes = new int[COMMUNITIES];
        for (int c = 0; c < COMMUNITIES; c++) {
            sizes[c] = minSize + random.nextInt(maxSize - minSize + 1);
        }
        Adjacency.Builder graph = new Adjacency.Builder(sizes[0] + sizes[1]);
        for (int c = 0; c < COMMUNITIES; c++) {
            ErdosRenyiGenerator.draw(
                    graph, c * sizes[0], sizes[c], insideProbability, new PythonRandom(c));
        }
        boolean joined = false;
        for (int a = 0; a < sizes[0]; a++) {
            for (int b = sizes[0]; b < sizes[0] + sizes[1]; b++) {
                if (random.nextDouble() < acrossProbability) {
                    graph.join(a, b);
                    joined = true;
                }
            }
        }
        if (!joined) {
            graph.join(0, sizes[0]);
        }
        return graph.build();
    }
}
