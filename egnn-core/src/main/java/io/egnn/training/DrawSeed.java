/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

/**
 * Seeds for the random draws of a run as a function of where in the run they are made.
 *
 * <p>A generator that lives through the run would have to be saved with it. {@code new
 * SplittableRandom(DrawSeed.of(seed, epoch, step))} is the same before and after a restart.
 */
public final class DrawSeed {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private DrawSeed() {}

    /**
     * Mixes a seed with a place.
     *
     * @param seed the seed of the run
     * @param place the epoch, or epoch and step, or any other numbers that name the draw
     * @return a seed that differs in about half of its bits from that of any other place
     */
    public static long of(long seed, long... place) {
        long hash = mix(seed);
        for (long part : place) {
            hash = mix(hash + GOLDEN_GAMMA * (part + 1));
        }
        return hash;
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return y ^ (y >>> 31);
    }
}
