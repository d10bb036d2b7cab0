/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

import java.util.Arrays;

/** The k nearest points of each point, or all others where there are fewer. */
record NearestSearch(int k) implements NeighborSearch {

    NearestSearch {
        if (k < 1) {
            throw new IllegalArgumentException("nearest neighbours: expected k >= 1, got " + k);
        }
    }

    @Override
    public NeighborList search(double[] coordinates, int dimension) {
        PointOrder points = new PointOrder(coordinates, dimension);
        CellTree tree = new CellTree(points);
        int width = Math.min(k, points.size() - 1);
        long total = (long) points.size() * width;
        if (total > NeighborList.MOST_EDGES) {
            throw new IllegalArgumentException(
                    "nearest neighbours: "
                            + points.size()
                            + " points with "
                            + width
                            + " neighbours each are more than "
                            + NeighborList.MOST_EDGES
                            + "; choose a smaller k");
        }
        int[] offsets = new int[points.size() + 1];
        Arrays.setAll(offsets, node -> node * width);
        int[] neighbors = new int[(int) total];
        tree.forAllPlaces(
                () -> {
                    NearestHeap heap = new NearestHeap(width);
                    return place -> {
                        collect(tree, place, 1, heap);
                        heap.drain(neighbors, offsets[points.node(place)]);
                    };
                });
        return new NeighborList(offsets, neighbors);
    }

    /**
     * Offers the points of a cell, the nearer half first, leaving out halves that cannot hold a
     * nearer point.
     */
    private static void collect(CellTree tree, int place, int cell, NearestHeap heap) {
        if (tree.isUndivided(cell)) {
            PointOrder points = tree.points();
            for (int other = tree.start(cell); other < tree.end(cell); other++) {
                double distance = points.squaredDistance(place, other);
                if (other != place && heap.accepts(distance, points.node(other))) {
                    heap.add(distance, points.node(other));
                }
            }
            return;
        }
        int left = 2 * cell;
        int right = left + 1;
        double toLeft = tree.nearestCorner(place, left);
        double toRight = tree.nearestCorner(place, right);
        // Ties by index here too: coincident points then cost no more than others.
        boolean leftFirst =
                toLeft < toRight
                        || (toLeft == toRight
                                && tree.smallestNode(left) < tree.smallestNode(right));
        if (leftFirst && heap.accepts(toLeft, tree.smallestNode(left))) {
            collect(tree, place, left, heap);
        }
        if (heap.accepts(toRight, tree.smallestNode(right))) {
            collect(tree, place, right, heap);
        }
        if (!leftFirst && heap.accepts(toLeft, tree.smallestNode(left))) {
            collect(tree, place, left, heap);
        }
    }
}
