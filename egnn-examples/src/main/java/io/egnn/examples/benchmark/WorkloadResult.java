/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * How one workload went. Ratios say how many times faster or smaller this library is than the
 * reference's order of operations; times are medians over the rounds, for all samples.
 *
 * @param stepRatio of training steps
 * @param passesRatio of forward and backward passes without Adam; null where they were not timed
 * @param inferenceRatio of inference
 * @param stepOverLimit our step over the time that its matrix products alone would take
 * @param memoryRatio growth of the peak over 20 steps, with the launcher's allocator settings; null
 *     where the system does not tell, or ours did not grow
 * @param stepMs milliseconds of our forward and backward passes and Adam
 * @param passesMs milliseconds of our forward and backward passes
 * @param inferenceMs milliseconds of our forward passes, results read back
 * @param referenceStepMs milliseconds of the reference's
 * @param referencePassesMs milliseconds of the reference's
 * @param referenceInferenceMs milliseconds of the reference's
 * @param limitMs milliseconds of the products of a step at the machine's best rate
 * @param productGflops that rate, in 10^9 operations per second
 * @param searchMs milliseconds of the neighbour search, in none of the other numbers; null without
 *     one
 * @param memory our growth and the reference's; null where the system does not tell
 * @param defaultMemory the same with the allocator as it comes
 * @param samples graphs, or points of the one graph
 * @param stepRounds how often all samples were trained on
 * @param inferenceRounds how often all samples were predicted
 */
record WorkloadResult(
        double stepRatio,
        @Nullable Double passesRatio,
        double inferenceRatio,
        double stepOverLimit,
        @Nullable Double memoryRatio,
        double stepMs,
        @Nullable Double passesMs,
        double inferenceMs,
        double referenceStepMs,
        @Nullable Double referencePassesMs,
        double referenceInferenceMs,
        double limitMs,
        double productGflops,
        @Nullable Double searchMs,
        @Nullable Memory memory,
        @Nullable Memory defaultMemory,
        int samples,
        int stepRounds,
        int inferenceRounds) {

    /**
     * Growth of the peak over the steps, in 10^6 bytes.
     *
     * @param mb ours
     * @param referenceMb the reference's
     */
    record Memory(double mb, double referenceMb) {

        /** How many times smaller ours is; null where ours is none, of which nothing is a part. */
        @Nullable Double ratio() {
            return mb > 0 ? referenceMb / mb : null;
        }
    }
}
