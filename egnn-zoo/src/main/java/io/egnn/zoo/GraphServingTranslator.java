/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.JsonUtils;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.datasets.randomgraph.Graph6;
import java.util.ArrayList;
import java.util.List;
import org.jgrapht.Graph;

/**
 * Graphs as DJL Serving passes them: in a JSON object with {@code graph6}, out one with {@code
 * points} (N lists of n numbers), {@code graph6} of the reconstruction and its {@code bce}.
 */
final class GraphServingTranslator implements Translator<Input, Output> {

    private final GraphEncodingTranslator<GraphReconstruction> graphs;

    GraphServingTranslator(GraphEncodingTranslator<GraphReconstruction> graphs) {
        this.graphs = graphs;
    }

    record Request(String graph6) {}

    @SuppressWarnings("ArrayRecordComponent") // written and forgotten
    record Response(double[][] points, String graph6, double bce) {}

    @Override
    public Batchifier getBatchifier() {
        return graphs.getBatchifier();
    }

    @Override
    public NDList processInput(TranslatorContext ctx, Input input) throws TranslateException {
        return graphs.processInput(ctx, graph(input));
    }

    @Override
    public Output processOutput(TranslatorContext ctx, NDList list) {
        return output(graphs.processOutput(ctx, list));
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs)
            throws TranslateException {
        List<Graph<?, ?>> read = new ArrayList<>();
        for (Input input : inputs) {
            read.add(graph(input));
        }
        return graphs.batchProcessInput(ctx, read);
    }

    @Override
    public List<Output> batchProcessOutput(TranslatorContext ctx, NDList list) {
        return graphs.batchProcessOutput(ctx, list).stream()
                .map(GraphServingTranslator::output)
                .toList();
    }

    private static Graph<?, ?> graph(Input input) throws TranslateException {
        if (input.getContent().isEmpty()) {
            throw new TranslateException("request: expected a graph in JSON, got nothing");
        }
        try {
            Request request =
                    RecordJson.read(
                            RecordJson.parse(input.getData().getAsString(), "request"),
                            Request.class,
                            "request");
            return Graph6.parse(request.graph6()).toGraph();
        } catch (IllegalArgumentException e) {
            throw new TranslateException(e.getMessage(), e);
        }
    }

    private static Output output(GraphReconstruction reconstruction) {
        Output output = new Output();
        output.addProperty("Content-Type", "application/json");
        output.add(
                JsonUtils.GSON.toJson(
                        new Response(
                                reconstruction.embedding().points(),
                                Graph6.line(Adjacency.of(reconstruction.graph())),
                                reconstruction.bce())));
        return output;
    }
}
