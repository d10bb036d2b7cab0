/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.egnn.graph.GraphBatch;
import io.egnn.graph.GraphBatchifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jgrapht.Graph;

/** An embedding in, the graph on its vertices out: an edge where its probability is above 0.5. */
final class GraphDecodingTranslator implements Translator<GraphEmbedding, Graph<?, ?>> {

    private static final String EMBEDDINGS = "embeddings";

    private final int dimension;

    /**
     * A translator, which threads may share.
     *
     * @param dimension length of a point
     */
    GraphDecodingTranslator(int dimension) {
        this.dimension = dimension;
    }

    @Override
    public Batchifier getBatchifier() {
        return new GraphBatchifier();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the model has no parameters
     */
    @Override
    public void prepare(TranslatorContext ctx) {
        LoadedParameters.require(ctx.getModel());
    }

    @Override
    public NDList processInput(TranslatorContext ctx, GraphEmbedding embedding) {
        ctx.setAttachment(EMBEDDINGS, List.of(embedding));
        return sample(ctx, embedding);
    }

    @Override
    public Graph<?, ?> processOutput(TranslatorContext ctx, NDList list) {
        NDList batch = new NDList(list.get(0).expandDims(0), list.get(1).expandDims(0));
        return batchProcessOutput(ctx, batch).get(0);
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<GraphEmbedding> embeddings) {
        NonEmpty.require(embeddings, "embedding");
        ctx.setAttachment(EMBEDDINGS, embeddings);
        return getBatchifier()
                .batchify(
                        embeddings.stream()
                                .map(embedding -> sample(ctx, embedding))
                                .toArray(NDList[]::new));
    }

    @Override
    public List<Graph<?, ?>> batchProcessOutput(TranslatorContext ctx, NDList list) {
        DecodedRows rows = new DecodedRows(list.get(0), list.get(1));
        List<GraphEmbedding> embeddings = embeddings(ctx);
        List<Graph<?, ?>> graphs = new ArrayList<>();
        for (int b = 0; b < embeddings.size(); b++) {
            List<Object> vertices = embeddings.get(b).vertices();
            graphs.add(rows.graph(b, vertices.size()).toGraph(vertices));
        }
        return graphs;
    }

    private NDList sample(TranslatorContext ctx, GraphEmbedding embedding) {
        int nodes = embedding.vertices().size();
        NodeLimit.require("embedding", nodes, "points");
        if (embedding.dimension() != dimension) {
            throw new IllegalArgumentException(
                    "embedding: expected points of %d coordinates, got %d"
                            .formatted(dimension, embedding.dimension()));
        }
        NDManager manager = ctx.getNDManager();
        DataType type = ctx.getModel().getDataType();
        double[] points =
                Arrays.stream(embedding.points()).flatMapToDouble(Arrays::stream).toArray();
        GraphBatch one =
                GraphBatch.of(
                        manager.create(new Shape(1, nodes, 0), type),
                        manager.create(points, new Shape(1, nodes, dimension)).toType(type, false));
        return getBatchifier().unbatchify(one.toNDList())[0];
    }

    @SuppressWarnings("unchecked") // only this class sets this attachment
    private static List<GraphEmbedding> embeddings(TranslatorContext ctx) {
        return (List<GraphEmbedding>) ctx.getAttachment(EMBEDDINGS);
    }
}
