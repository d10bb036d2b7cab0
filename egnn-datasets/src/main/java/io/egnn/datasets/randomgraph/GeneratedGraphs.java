/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import ai.djl.training.dataset.Dataset.Usage;
import org.jspecify.annotations.Nullable;

/** Graphs that are drawn when they are first asked for. */
abstract class GeneratedGraphs extends GraphDataset {

    private final GraphGenerator generator;

    GeneratedGraphs(GeneratedBuilder<?, ?> builder) {
        super(builder);
        generator = builder.chosen();
    }

    @Override
    protected GraphCollection load() {
        return generator.generate();
    }

    /**
     * What the builders have in common.
     *
     * @param <T> the builder
     * @param <G> what draws the graphs
     */
    abstract static class GeneratedBuilder<
                    T extends GeneratedBuilder<T, G>, G extends GraphGenerator>
            extends GraphBuilder<T> {

        private Usage usage = Usage.TRAIN;
        private @Nullable G generator;

        /**
         * Sets which of the standard graphs are wanted.
         *
         * @param part training (the default), validation or test
         * @return this builder
         */
        public T optUsage(Usage part) {
            usage = part;
            return self();
        }

        /**
         * Takes other graphs than the standard ones, whatever the usage.
         *
         * @param other says which
         * @return this builder
         */
        public T optGenerator(G other) {
            generator = other;
            return self();
        }

        /** The standard graphs of a seed. */
        abstract G standard(long seed, int count);

        private G chosen() {
            return generator == null
                    ? standard(GraphVariant.seed(usage), GraphVariant.count(usage))
                    : generator;
        }
    }
}
