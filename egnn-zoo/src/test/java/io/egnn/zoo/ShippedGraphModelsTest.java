/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.ParameterStore;
import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.datasets.randomgraph.GraphTensors;
import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.OutputKind;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.GraphNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jgrapht.Graph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The graph autoencoders that are in the jar. */
@SuppressWarnings("rawtypes") // criteria take classes, and a class has no type arguments
class ShippedGraphModelsTest {

    private static final String ARTIFACT = "egnn_graph_autoencoder";
    private static final int DIMENSION = 8;

    private static Stream<GraphVariant> shipped() throws Exception {
        List<ZooName> names =
                ModelCatalog.shipped().entries().stream().map(ZooEntry::name).toList();
        return Stream.of(GraphVariant.values())
                .filter(variant -> names.contains(new ZooName(ARTIFACT, variant.title())));
    }

    private static <O> Criteria.Builder<Graph, O> criteria(GraphVariant variant, Class<O> output)
            throws Exception {
        return ModelCatalog.shipped()
                .criteria(ARTIFACT + ":" + variant.title(), Graph.class, output);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void theBestOfSixteenDrawsReadsTestGraphsBack(GraphVariant variant) throws Exception {
        GraphCollection all = variant.graphs(Usage.TEST);
        List<Graph> graphs = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> graphs.add(all.graph(i)));
        int wrong;
        try (ZooModel<Graph, GraphReconstruction> model =
                        criteria(variant, GraphReconstruction.class)
                                .optArgument(GraphTranslatorFactory.DRAWS, 16)
                                .build()
                                .loadModel();
                Predictor<Graph, GraphReconstruction> predictor = model.newPredictor()) {
            wrong =
                    predictor.batchPredict(graphs).stream()
                            .mapToInt(GraphReconstruction::wrongPairs)
                            .sum();
        }

        assertThat(wrong).isZero();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void movingTheNoiseMovesTheEmbeddingAndLeavesTheGraph(GraphVariant variant) throws Exception {
        List<Adjacency> graphs = variant.graphs(Usage.TEST).graphs().subList(0, 3);
        List<RandomGenerator> noise =
                List.of(new SplittableRandom(1), new SplittableRandom(2), new SplittableRandom(3));
        try (ZooModel<Graph, GraphEmbedding> model =
                        criteria(variant, GraphEmbedding.class).build().loadModel();
                Model exact = Model.newInstance("float64", "PyTorch")) {
            NDManager manager = exact.getNDManager();
            GraphBatch batch =
                    new GraphTensors(graphs, DataType.FLOAT64).inputs(manager, DIMENSION, noise);
            GraphNetwork<?> network =
                    Doubled.of((GraphNetwork<?>) model.getBlock(), batch, manager);
            ParameterStore store = new ParameterStore(manager, false);

            EquivarianceChecker.of(OutputKind.NODE_COORDINATES)
                    .check(
                            moved ->
                                    new NDList(
                                            network.forward(store, moved.toNDList(), false).get(1)),
                            batch)
                    .orThrow(1e-10);
        }
    }
}
