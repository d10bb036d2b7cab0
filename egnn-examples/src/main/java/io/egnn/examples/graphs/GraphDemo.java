/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.zoo.GraphReconstruction;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A graph that no model was trained on, its embedding, and what is read back from it. */
public final class GraphDemo {

    private static final String MODEL =
            GraphModels.ARTIFACT + ":" + GraphVariant.ERDOS_RENYI.title();

    /** Not the seed of any data that a model was trained on. */
    private static final long SEED = 2026;

    private GraphDemo() {}

    /**
     * Whether the zoo has the model.
     *
     * @return true if so
     * @throws IOException if the metadata of the zoo cannot be read
     */
    public static boolean isShipped() throws IOException {
        return ModelCatalog.shipped().entries().stream()
                .anyMatch(entry -> entry.name().toString().equals(MODEL));
    }

    /**
     * Encodes a graph, decodes it, and draws it.
     *
     * @param picture the file
     * @param device where to compute
     * @return what it shows, in one line
     * @throws IOException if a file cannot be read or written
     * @throws ModelException if the model cannot be loaded
     * @throws TranslateException if the graph does not fit the model
     */
    public static String write(Path picture, Device device)
            throws IOException, ModelException, TranslateException {
        Adjacency graph = GraphVariant.ERDOS_RENYI.graphs(SEED, 10).graphs().get(0);
        GraphReconstruction read = GraphModels.readBack(MODEL, graph, 1, device);
        Adjacency reconstruction = Adjacency.of(read.graph());
        double[][] points = read.embedding().points();
        GraphPicture.write(
                picture,
                List.of(
                        GraphPicture.circle("a graph", graph),
                        GraphPicture.embedding(
                                "its embedding in %d dimensions".formatted(points[0].length),
                                graph,
                                graph,
                                points),
                        GraphPicture.circle(
                                "read back: %d pairs wrong".formatted(read.wrongPairs()),
                                graph,
                                reconstruction)));
        return String.format(
                Locale.ROOT,
                "%s: a graph of %d nodes and %d edges, read back with %d wrong pairs: %s",
                MODEL,
                graph.size(),
                graph.edges(),
                read.wrongPairs(),
                picture);
    }
}
