/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import io.egnn.weights.StateDict;
import java.util.Map;

/** Shipped weights in double precision, in which symmetries hold to the last digits. */
final class Doubled {

    private Doubled() {}

    /**
     * Copies a network.
     *
     * @param network in float32
     * @param batch in float64, for the shapes
     * @param manager takes the copy
     */
    static GraphNetwork<?> of(GraphNetwork<?> network, GraphBatch batch, NDManager manager) {
        GraphNetwork<?> exact = network.config().newNetwork();
        exact.initialize(manager, DataType.FLOAT64, batch.toNDList().getShapes());
        Map<String, Parameter> targets = StateDict.names(exact);
        StateDict.names(network)
                .forEach(
                        (name, parameter) -> {
                            NDArray values = parameter.getArray().toType(DataType.FLOAT64, true);
                            targets.get(name).getArray().set(values.toByteBuffer());
                        });
        return exact;
    }
}
