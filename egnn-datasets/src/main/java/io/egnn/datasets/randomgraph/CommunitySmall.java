/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import org.jspecify.annotations.Nullable;

/**
 * Community-Small of section 5.2: graphs of two communities, 12 to 20 nodes.
 *
 * <p>The standard sets are the reference's, graph by graph. Any other {@link CommunityGenerator}
 * can be set.
 */
public final class CommunitySmall extends GraphDataset {

    private final CommunityGenerator generator;

    private CommunitySmall(Builder builder, CommunityGenerator generator) {
        super(builder);
        this.generator = generator;
    }

    /**
     * A builder of the standard training set.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    protected GraphCollection load() {
        return generator.generate();
    }

    /** Builds a {@link CommunitySmall} data set; {@code setSampling} is required. */
    public static final class Builder extends GraphBuilder<Builder> {

        private Usage usage = Usage.TRAIN;
        private @Nullable CommunityGenerator generator;

        private Builder() {}

        /**
         * Sets which of the standard graphs are wanted.
         *
         * @param part training (the default), validation or test
         * @return this builder
         */
        public Builder optUsage(Usage part) {
            usage = part;
            return this;
        }

        /**
         * Takes other graphs than the standard ones, whatever the usage.
         *
         * @param other says which
         * @return this builder
         */
        public Builder optGenerator(CommunityGenerator other) {
            generator = other;
            return this;
        }

        /**
         * Builds the data set.
         *
         * @return the data set, whose graphs are drawn when they are first asked for
         * @throws IllegalArgumentException if the limit is not positive
         */
        public CommunitySmall build() {
            seedSampling();
            return new CommunitySmall(
                    this,
                    generator == null
                            ? CommunityGenerator.standard(
                                    GraphVariant.seed(usage), GraphVariant.count(usage))
                            : generator);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
