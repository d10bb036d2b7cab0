/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import com.google.gson.JsonElement;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.datasets.randomgraph.Graph6;
import org.jgrapht.Graph;

/**
 * Graphs as DJL Serving passes them: in a JSON object with {@code graph6}, out one with {@code
 * points} (N lists of n numbers), {@code graph6} of the reconstruction and its {@code bce}.
 */
final class GraphServingTranslator extends JsonServingTranslator<Graph<?, ?>, GraphReconstruction> {

    GraphServingTranslator(GraphEncodingTranslator<GraphReconstruction> graphs) {
        super(graphs);
    }

    record Request(String graph6) {}

    @SuppressWarnings("ArrayRecordComponent") // written and forgotten
    record Response(double[][] points, String graph6, double bce) {}

    @Override
    Graph<?, ?> read(JsonElement request) {
        Adjacency adjacency = Graph6.parse(RecordJson.read(request, Request.class, PLACE).graph6());
        // As a graph it would take much more memory than the request.
        NodeLimit.require("graph", adjacency.size(), "vertices");
        return adjacency.toGraph();
    }

    @Override
    Object answer(GraphReconstruction reconstruction) {
        return new Response(
                reconstruction.embedding().points(),
                Graph6.line(Adjacency.of(reconstruction.graph())),
                reconstruction.bce());
    }
}
