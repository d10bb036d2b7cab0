/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

/**
 * Community-Small of section 5.2: graphs of two communities, 12 to 20 nodes.
 *
 * <p>The standard sets are the reference's, graph by graph. Any other {@link CommunityGenerator}
 * can be set.
 */
public final class CommunitySmall extends GeneratedGraphs {

    private CommunitySmall(Builder builder) {
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

    /** Builds a {@link CommunitySmall} data set; {@code setSampling} is required. */
    public static final class Builder extends GeneratedBuilder<Builder, CommunityGenerator> {

        private Builder() {}

        /**
         * Builds the data set.
         *
         * @return the data set, whose graphs are drawn when they are first asked for
         * @throws IllegalArgumentException if the limit is not positive
         */
        public CommunitySmall build() {
            seedSampling();
            return new CommunitySmall(this);
        }

        @Override
        CommunityGenerator standard(long seed, int count) {
            return CommunityGenerator.standard(seed, count);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
