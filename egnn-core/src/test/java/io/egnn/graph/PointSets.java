/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import java.util.SplittableRandom;

/** Seeded point sets that are hard on a neighbour search, each in its own way. */
enum PointSets {
    UNIFORM {
        @Override
        double coordinate(SplittableRandom random, int node, int axis, int size) {
            return random.nextDouble(-1, 1);
        }
    },
    /** Two dense clusters of very different size, far apart. */
    CLUSTERED {
        @Override
        double coordinate(SplittableRandom random, int node, int axis, int size) {
            double spread = node % 3 == 0 ? 1e-6 : 1;
            return 100 * (node % 3) + spread * random.nextDouble(-1, 1);
        }
    },
    /** Nearly all distances occur many times. */
    LATTICE {
        @Override
        double coordinate(SplittableRandom random, int node, int axis, int size) {
            int digits = node;
            for (int i = 0; i < axis; i++) {
                digits /= 4;
            }
            return digits % 4;
        }
    },
    COINCIDENT {
        @Override
        double coordinate(SplittableRandom random, int node, int axis, int size) {
            return 0.3;
        }
    },
    /** A cloud, and single points so far away that a grid over all would not fit into memory. */
    OUTLIERS {
        @Override
        double coordinate(SplittableRandom random, int node, int axis, int size) {
            double x = random.nextDouble(-1, 1);
            return node == size / 2 ? 1e140 : node == size - 1 ? -1e9 : x;
        }
    };

    abstract double coordinate(SplittableRandom random, int node, int axis, int size);

    /** N * n numbers, node by node. */
    double[] coordinates(int size, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] coordinates = new double[size * dimension];
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = coordinate(random, i / dimension, i % dimension, size);
        }
        return coordinates;
    }
}
