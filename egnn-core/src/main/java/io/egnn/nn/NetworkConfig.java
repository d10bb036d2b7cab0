/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

/**
 * All sizes and options of a network: an immutable record that can be written as JSON and stands in
 * front of the network's saved parameters.
 */
public interface NetworkConfig {

    /**
     * A network of these sizes and options.
     *
     * @return the block, not yet initialised
     */
    GraphNetwork<?> newNetwork();
}
