/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

/** A data set of somebody's own graphs. */
public final class GivenGraphs extends GraphDataset {

    private final GraphCollection graphs;

    private GivenGraphs(Builder builder) {
        super(builder);
        graphs = builder.graphs;
    }

    /**
     * A builder of a data set.
     *
     * @param graphs the graphs
     * @return a new builder
     */
    public static Builder builder(GraphCollection graphs) {
        return new Builder(graphs);
    }

    @Override
    protected GraphCollection load() {
        return graphs;
    }

    /** Builds a data set of given graphs. */
    public static final class Builder extends GraphBuilder<Builder> {

        private final GraphCollection graphs;

        private Builder(GraphCollection graphs) {
            this.graphs = graphs;
        }

        /**
         * Builds the data set.
         *
         * @return the data set
         * @throws IllegalArgumentException if the limit is not positive
         */
        public GivenGraphs build() {
            seedSampling();
            return new GivenGraphs(this);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
