/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.nn.autoencoder.GraphAutoencoder;
import io.egnn.zoo.GraphReconstruction;
import io.egnn.zoo.GraphTranslatorFactory;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;
import org.jgrapht.Graph;

/** Loading a graph autoencoder. */
final class GraphModels {

    /** The artifact of the pretrained models; the data sets are its variants. */
    static final String ARTIFACT = "egnn_graph_autoencoder";

    private GraphModels() {}

    /**
     * Loads a model from the zoo or from a folder that was trained into.
     *
     * @param model {@code ARTIFACT:VARIANT} or a folder
     * @param device where it computes
     * @return the model, to be closed
     * @throws IllegalArgumentException if there is none, or it is no graph autoencoder
     */
    static ZooModel<NDList, NDList> load(String model, Device device)
            throws IOException, ModelNotFoundException, MalformedModelException {
        ZooModel<NDList, NDList> loaded =
                ModelCatalog.shipped()
                        .criteria(model, NDList.class, NDList.class)
                        .optDevice(device)
                        .build()
                        .loadModel();
        if (!(loaded.getBlock() instanceof GraphAutoencoder)) {
            loaded.close();
            throw new IllegalArgumentException(
                    "--model: expected a graph autoencoder, got " + model);
        }
        return loaded;
    }

    /** The network of a loaded model. */
    static GraphAutoencoder network(ZooModel<NDList, NDList> model) {
        return (GraphAutoencoder) model.getBlock();
    }

    /**
     * Encodes a graph and reads it back, as a user of the zoo does.
     *
     * @param model {@code ARTIFACT:VARIANT} or a folder
     * @param graph the graph
     * @param draws of noise, of which the best one counts
     * @param device where to compute
     */
    @SuppressWarnings("rawtypes") // criteria take classes, and a class has no type arguments
    static GraphReconstruction readBack(String model, Adjacency graph, int draws, Device device)
            throws IOException, ModelException, TranslateException {
        try (ZooModel<Graph, GraphReconstruction> loaded =
                        ModelCatalog.shipped()
                                .criteria(model, Graph.class, GraphReconstruction.class)
                                .optArgument(GraphTranslatorFactory.DRAWS, draws)
                                .optDevice(device)
                                .build()
                                .loadModel();
                Predictor<Graph, GraphReconstruction> predictor = loaded.newPredictor()) {
            return predictor.predict(graph.toGraph());
        }
    }
}
