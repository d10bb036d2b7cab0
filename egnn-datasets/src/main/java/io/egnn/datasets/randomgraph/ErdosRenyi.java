/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

/**
 * Erdos-Renyi graphs of section 5.2: 7 to 16 nodes, p = 0.25.
 *
 * <p>The standard sets are the reference's, graph by graph. Any other {@link ErdosRenyiGenerator}
 * can be set.
 */
public final class ErdosRenyi extends GeneratedGraphs {

    private ErdosRenyi(Builder builder) {
        super(builder);
    }

    /**
     * A builder of the standard training set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a {@link ErdosRenyi} data set; {@code setSampling} is required. */
    public static final class Builder extends GeneratedBuilder<Builder, ErdosRenyiGenerator> {

        private Builder() {}

        /**
         * Builds the data set.
         *
         * @return the data set, whose graphs are drawn when they are first asked for
         * @throws IllegalArgumentException if the limit is not positive
         */
        public ErdosRenyi build() {
            seedSampling();
            return new ErdosRenyi(this);
        }

        @Override
        ErdosRenyiGenerator standard(long seed, int count) {
            return ErdosRenyiGenerator.standard(seed, count);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
