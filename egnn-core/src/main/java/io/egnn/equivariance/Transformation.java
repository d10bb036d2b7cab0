/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.equivariance;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** A turn, a shift and a renumbering of every graph of a batch, two of the three being none. */
final class Transformation {

    private final double[][][] turns;
    private final double[][] shifts;
    private final int[][] places;

    private Transformation(double[][][] turns, double[][] shifts, int[][] places) {
        this.turns = turns;
        this.shifts = shifts;
        this.places = places;
    }

    /**
     * Draws one.
     *
     * @param graphs the batch it is for
     * @param random the source of randomness
     */
    static Transformation draw(Symmetry symmetry, HostGraphs graphs, RandomGenerator random) {
        int count = graphs.count();
        int n = graphs.dimension();
        double[][][] turns = new double[count][][];
        double[][] shifts = new double[count][n];
        int[][] places = new int[count][];
        for (int graph = 0; graph < count; graph++) {
            turns[graph] =
                    switch (symmetry) {
                        case ROTATION -> Haar.rotation(n, random);
                        case REFLECTION -> Haar.reflection(n, random);
                        case TRANSLATION, PERMUTATION -> identity(n);
                    };
            places[graph] = new int[graphs.nodes()];
            Arrays.setAll(places[graph], i -> i);
            if (symmetry == Symmetry.PERMUTATION) {
                shuffle(places[graph], random);
            }
            if (symmetry == Symmetry.TRANSLATION) {
                double size = graphs.extent();
                Arrays.setAll(shifts[graph], axis -> size * random.nextGaussian());
            }
        }
        return new Transformation(turns, shifts, places);
    }

    HostArray coordinates(HostArray x) {
        return x.turn(turns).shift(shifts).permute(1, places);
    }

    HostArray vectors(HostArray v) {
        return v.turn(turns).permute(1, places);
    }

    HostArray nodes(HostArray h) {
        return h.permute(1, places);
    }

    /** What belongs to pairs of nodes, in rows by receiver and in columns by sender. */
    HostArray pairs(HostArray a) {
        return a.permute(1, places).permute(2, places);
    }

    HostArray neighbors(HostArray indices) {
        return indices.permute(1, places).relabel(places);
    }

    /**
     * What an output of the old input should be for the new one, but in the old order of the nodes.
     */
    HostArray expected(OutputKind kind, HostArray output) {
        HostArray turned = kind.isTurned() ? output.turn(turns) : output;
        return kind.isShifted() ? turned.shift(shifts) : turned;
    }

    /** An output for the new input, in the old order of the nodes. */
    HostArray oldOrder(OutputKind kind, HostArray output) {
        if (!kind.isOfNodes()) {
            return output;
        }
        int[][] back = new int[places.length][];
        for (int graph = 0; graph < back.length; graph++) {
            back[graph] = new int[places[graph].length];
            for (int node = 0; node < back[graph].length; node++) {
                back[graph][places[graph][node]] = node;
            }
        }
        return output.permute(1, back);
    }

    private static double[][] identity(int n) {
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            matrix[i][i] = 1;
        }
        return matrix;
    }

    private static void shuffle(int[] values, RandomGenerator random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
