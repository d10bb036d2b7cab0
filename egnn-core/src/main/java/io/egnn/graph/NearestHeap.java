/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.graph;

/**
 * The k nearest of the nodes offered so far, the farthest on top; of equally distant ones the lower
 * index is nearer.
 */
final class NearestHeap {

    private final double[] distances;
    private final int[] nodes;
    private int size;

    NearestHeap(int k) {
        distances = new double[k];
        nodes = new int[k];
    }

    /** Whether a node at this distance, with this index or a higher one, would be kept. */
    boolean accepts(double distance, int node) {
        return size < nodes.length || isNearer(distance, node, 0);
    }

    /** Adds a node that {@link #accepts}, in exchange for the farthest when there are k. */
    void add(double distance, int node) {
        if (size < nodes.length) {
            int slot = size++;
            while (slot > 0 && !isNearer(distance, node, (slot - 1) / 2)) {
                move((slot - 1) / 2, slot);
                slot = (slot - 1) / 2;
            }
            put(slot, distance, node);
        } else {
            sink(distance, node);
        }
    }

    /** Empties the heap into {@code target}, from the nearest at {@code at} to the farthest. */
    void drain(int[] target, int at) {
        while (size > 0) {
            size--;
            target[at + size] = nodes[0];
            sink(distances[size], nodes[size]);
        }
    }

    private void sink(double distance, int node) {
        int slot = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && isNearer(distances[child], nodes[child], child + 1)) {
                child++;
            }
            if (!isNearer(distance, node, child)) {
                break;
            }
            move(child, slot);
            slot = child;
            child = 2 * slot + 1;
        }
        put(slot, distance, node);
    }

    private boolean isNearer(double distance, int node, int slot) {
        double other = distances[slot];
        return distance < other || (distance == other && node < nodes[slot]);
    }

    private void move(int from, int to) {
        put(to, distances[from], nodes[from]);
    }

    private void put(int slot, double distance, int node) {
        distances[slot] = distance;
        nodes[slot] = node;
    }
}
