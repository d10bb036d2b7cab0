/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All points at a distance of at most r. */
record RadiusSearch(double radius) implements NeighborSearch {

    /** Below this the square of the radius would underflow, above it overflow. */
    private static final double SMALLEST = 1 / PointOrder.LARGEST_COORDINATE;

    RadiusSearch {
        // Written so that NaN fails.
        if (!(radius >= SMALLEST && radius <= PointOrder.LARGEST_COORDINATE)) {
            throw new IllegalArgumentException(
                    "radius neighbours: expected a radius from "
                            + SMALLEST
                            + " to "
                            + PointOrder.LARGEST_COORDINATE
                            + ", got "
                            + radius);
        }
    }

    @Override
    public NeighborList search(double[] coordinates, int dimension) {
        PointOrder points = new PointOrder(coordinates, dimension);
        CellTree tree = new CellTree(points);
        int size = points.size();
        Ball ball = new Ball(tree, points, largestSquare(radius));
        // Counted before anything is allocated: in a dense set all pairs can be neighbours.
        int[] counts = new int[size];
        tree.forAllPlaces(
                () -> place -> counts[points.node(place)] = ball.collect(place, 1, null, 0));
        int[] offsets = offsets(counts);
        int[] neighbors = new int[offsets[size]];
        tree.forAllPlaces(
                () ->
                        place -> {
                            int start = offsets[points.node(place)];
                            int end = ball.collect(place, 1, neighbors, start);
                            Arrays.sort(neighbors, start, end);
                        });
        return new NeighborList(offsets, neighbors);
    }

    /** The largest number whose square root is at most r, so that points at exactly r count. */
    private static double largestSquare(double r) {
        double square = r * r;
        while (Math.sqrt(square) > r) {
            square = Math.nextDown(square);
        }
        while (Math.sqrt(Math.nextUp(square)) <= r) {
            square = Math.nextUp(square);
        }
        return square;
    }

    private int[] offsets(int[] counts) {
        int[] offsets = new int[counts.length + 1];
        long total = 0;
        for (int node = 0; node < counts.length; node++) {
            total += counts[node];
            if (total > NeighborList.MOST_EDGES) {
                throw new IllegalArgumentException(
                        "radius neighbours: within "
                                + radius
                                + " of each other the "
                                + counts.length
                                + " points have more than "
                                + NeighborList.MOST_EDGES
                                + " neighbours in all (point "
                                + node
                                + " has "
                                + counts[node]
                                + "); choose a smaller radius");
            }
            offsets[node + 1] = (int) total;
        }
        return offsets;
    }

    /** The surroundings of every point up to a squared distance. */
    private record Ball(CellTree tree, PointOrder points, double limit) {

        /**
         * Writes the neighbours in a cell to {@code target} from {@code at} on, or only counts
         * them; returns the end.
         */
        int collect(int place, int cell, int @Nullable [] target, int at) {
            if (tree.nearestCorner(place, cell) > limit) {
                return at;
            }
            boolean undivided = tree.isUndivided(cell);
            boolean allNear = !undivided && tree.farthestCorner(place, cell) <= limit;
            if (!allNear && !undivided) {
                int next = collect(place, 2 * cell, target, at);
                return collect(place, 2 * cell + 1, target, next);
            }
            if (allNear && target == null) {
                boolean holdsSelf = tree.start(cell) <= place && place < tree.end(cell);
                return at + tree.end(cell) - tree.start(cell) - (holdsSelf ? 1 : 0);
            }
            int next = at;
            for (int other = tree.start(cell); other < tree.end(cell); other++) {
                if (other != place && (allNear || points.squaredDistance(place, other) <= limit)) {
                    if (target != null) {
                        target[next] = points.node(other);
                    }
                    next++;
                }
            }
            return next;
        }
    }
}
