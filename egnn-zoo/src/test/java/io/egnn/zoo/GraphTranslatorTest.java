/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.datasets.randomgraph.ErdosRenyiGenerator;
import io.egnn.datasets.randomgraph.Graph6;
import io.egnn.datasets.randomgraph.GraphTensors;
import io.egnn.nn.RandomGraphs;
import io.egnn.nn.autoencoder.GraphAutoencoder;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig.Encoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.Pseudograph;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("rawtypes") // criteria take classes, and a class has no type arguments
class GraphTranslatorTest {

    private static final Adjacency GRAPH =
            ErdosRenyiGenerator.standard(3, 10).generate().graphs().get(0);

    @TempDir private Path work;
    private Path folder;

    @BeforeEach
    void saveModel() throws Exception {
        folder = work.resolve("model");
        GraphAutoencoderConfig config = new GraphAutoencoderConfig(Encoder.EGNN, 2, 8, 4, 1e-3);
        try (Model model = Model.newInstance("tiny", Device.cpu(), "PyTorch")) {
            NDManager manager = model.getNDManager();
            model.setBlock(
                    new RandomGraphs(manager, 1, DataType.FLOAT32)
                            .filled(
                                    new GraphAutoencoder(config),
                                    new GraphTensors(List.of(GRAPH), DataType.FLOAT32)
                                            .inputs(manager, 4, List.of(new SplittableRandom(1)))));
            ModelFolder.save(folder, model, GraphTranslatorFactory.arguments(), TestModels.card());
        }
    }

    @Test
    void whatIsEncodedIsDecodedToTheReconstruction() throws Exception {
        Graph<String, DefaultEdge> path = new SimpleGraph<>(DefaultEdge.class);
        List.of("c", "a", "b").forEach(path::addVertex);
        path.addEdge("a", "b");
        path.addEdge("b", "c");
        GraphReconstruction both;
        GraphEmbedding embedding;
        Graph<?, ?> decoded;
        try (ZooModel<Graph, GraphReconstruction> model = load(GraphReconstruction.class, 1);
                Predictor<Graph, GraphReconstruction> predictor = model.newPredictor()) {
            both = predictor.predict(path);
        }
        try (ZooModel<Graph, GraphEmbedding> model = load(GraphEmbedding.class, 1);
                Predictor<Graph, GraphEmbedding> predictor = model.newPredictor()) {
            embedding = predictor.predict(path);
        }
        try (ZooModel<GraphEmbedding, Graph> model = load(GraphEmbedding.class, Graph.class, 1);
                Predictor<GraphEmbedding, Graph> predictor = model.newPredictor()) {
            decoded = predictor.predict(embedding);
        }

        assertThat(embedding).isEqualTo(both.embedding());
        assertThat(embedding.vertices()).isEqualTo(List.of("c", "a", "b"));
        assertThat(embedding.dimension()).isEqualTo(4);
        assertThat(decoded.vertexSet()).isEqualTo(path.vertexSet());
        assertThat(Adjacency.of(decoded)).isEqualTo(Adjacency.of(both.graph()));
        assertThat(both.wrongPairs()).isEqualTo(differences(Adjacency.of(path), both));
        assertThat(both.bce()).isPositive();
    }

    @Test
    void graphsOfManySizesAreReadBackAsOneByOne() throws Exception {
        List<Graph> graphs =
                ErdosRenyiGenerator.standard(4, 12).generate().graphs().stream()
                        .<Graph>map(Adjacency::toGraph)
                        .toList();
        try (ZooModel<Graph, GraphReconstruction> model = load(GraphReconstruction.class, 3);
                Predictor<Graph, GraphReconstruction> predictor = model.newPredictor()) {
            List<GraphReconstruction> together = predictor.batchPredict(graphs);
            for (int g = 0; g < graphs.size(); g++) {
                GraphReconstruction alone = predictor.predict(graphs.get(g));
                assertThat(together.get(g).bce()).isCloseTo(alone.bce(), within(1e-3));
                double[][] points = together.get(g).embedding().points();
                for (int i = 0; i < points.length; i++) {
                    assertThat(points[i])
                            .containsExactly(alone.embedding().points()[i], within(1e-4));
                }
            }
        }
    }

    @Test
    void theBestOfSeveralDrawsIsNoWorseThanTheFirst() throws Exception {
        double single = bce(1);
        double best = bce(16);

        assertThat(best).isLessThan(single);
        assertThat(bce(1)).isEqualTo(single);
    }

    @Test
    void oneVertexIsOnePointAndNoEdge() throws Exception {
        Graph<String, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
        graph.addVertex("alone");
        try (ZooModel<Graph, GraphReconstruction> model = load(GraphReconstruction.class, 2);
                Predictor<Graph, GraphReconstruction> predictor = model.newPredictor()) {
            GraphReconstruction read = predictor.predict(graph);

            assertThat(read.embedding().points()).hasDimensions(1, 4);
            assertThat(read.graph().vertexSet()).containsExactly("alone");
            assertThat(read.graph().edgeSet()).isEmpty();
            assertThat(read.bce()).isZero();
            assertThat(read.wrongPairs()).isZero();
        }
    }

    @Test
    void aGraphThatIsNotSimpleOrTooLargeIsRefused() throws Exception {
        Graph<Integer, DefaultEdge> loop = new Pseudograph<>(DefaultEdge.class);
        loop.addVertex(5);
        loop.addEdge(5, 5);
        Graph<Integer, DefaultEdge> large = new SimpleGraph<>(DefaultEdge.class);
        for (int i = 0; i < 10_000; i++) {
            large.addVertex(i);
        }
        try (ZooModel<Graph, GraphEmbedding> model = load(GraphEmbedding.class, 1);
                Predictor<Graph, GraphEmbedding> predictor = model.newPredictor()) {
            refused(predictor, new SimpleGraph<>(DefaultEdge.class), "got 0");
            refused(predictor, new SimpleDirectedGraph<>(DefaultEdge.class), "undirected");
            refused(predictor, loop, "got one at vertex 5");
            refused(predictor, large, "expected at most 2048 vertices");
        }
    }

    @Test
    void anEmbeddingOfAnotherModelIsRefused() throws Exception {
        try (ZooModel<GraphEmbedding, Graph> model = load(GraphEmbedding.class, Graph.class, 1);
                Predictor<GraphEmbedding, Graph> predictor = model.newPredictor()) {
            assertThatThrownBy(() -> predictor.predict(GraphEmbedding.of(new double[5][3])))
                    .isInstanceOf(TranslateException.class)
                    .hasMessageContaining("embedding: expected points of 4 coordinates, got 3");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphEmbedding.of(new double[][] {{1, 2}, {1}}))
                .withMessageContaining("got 1 coordinates at point 1 after 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphEmbedding.of(new double[][] {{1, Double.NaN}}))
                .withMessageContaining("got NaN at point 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GraphEmbedding(List.of("a"), new double[2][1]))
                .withMessageContaining("got 2 points for 1 vertices");
    }

    @Test
    void servingTakesAndGivesGraph6() throws Exception {
        Input request = new Input();
        request.add("{\"graph6\": \"" + Graph6.line(GRAPH) + "\"}");
        Input broken = new Input();
        broken.add("{\"graph6\": \"DQ\"}");
        Input large = new Input();
        large.add("{\"graph6\": \"" + Graph6.line(new Adjacency.Builder(2049).build()) + "\"}");
        try (ZooModel<Input, Output> model = load(Input.class, Output.class, 1);
                Predictor<Input, Output> predictor = model.newPredictor()) {
            Output answer = predictor.predict(request);
            JsonObject json = JsonParser.parseString(answer.getAsString(0)).getAsJsonObject();

            assertThat(json.keySet()).containsExactly("points", "graph6", "bce");
            assertThat(json.getAsJsonArray("points")).hasSize(GRAPH.size());
            assertThat(Graph6.parse(json.get("graph6").getAsString()).size())
                    .isEqualTo(GRAPH.size());
            assertThatThrownBy(() -> predictor.predict(broken))
                    .isInstanceOf(TranslateException.class)
                    .hasMessageContaining("a graph of 5 nodes has 3 characters, got 2");
            assertThatThrownBy(() -> predictor.predict(large))
                    .isInstanceOf(TranslateException.class)
                    .hasMessageContaining("graph: expected at most 2048 vertices")
                    .hasStackTraceContaining("GraphServingTranslator.read");
        }
    }

    @Test
    void argumentsAndBlocksThatDoNotFitAreRefused() throws Exception {
        GraphTranslatorFactory factory = new GraphTranslatorFactory();
        try (ZooModel<NDList, NDList> model = load(NDList.class, NDList.class, 1);
                Model other = TestModels.model(ParticleFeatures.PAPER, 8, DataType.FLOAT32, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    factory.newInstance(
                                            Graph.class,
                                            GraphEmbedding.class,
                                            model,
                                            Map.of("draws", "0")))
                    .withMessage("model argument draws: expected at least 1, got 0");
            assertThatThrownBy(
                            () -> factory.newInstance(Graph.class, String.class, model, Map.of()))
                    .isInstanceOf(TranslateException.class)
                    .hasMessageContaining("class java.lang.String");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    factory.newInstance(
                                            Graph.class, GraphEmbedding.class, other, Map.of()))
                    .withMessageContaining("expected a GraphAutoencoder");
        }
    }

    private double bce(int draws) throws Exception {
        try (ZooModel<Graph, GraphReconstruction> model = load(GraphReconstruction.class, draws);
                Predictor<Graph, GraphReconstruction> predictor = model.newPredictor()) {
            return predictor.predict(GRAPH.toGraph()).bce();
        }
    }

    private <O> ZooModel<Graph, O> load(Class<O> output, int draws) throws Exception {
        return load(Graph.class, output, draws);
    }

    private <I, O> ZooModel<I, O> load(Class<I> input, Class<O> output, int draws)
            throws Exception {
        return ModelCatalog.shipped()
                .criteria(folder.toString(), input, output)
                .optArgument(GraphTranslatorFactory.DRAWS, draws)
                .build()
                .loadModel();
    }

    private static void refused(
            Predictor<Graph, GraphEmbedding> predictor, Graph<?, ?> graph, String reason) {
        assertThatThrownBy(() -> predictor.predict(graph))
                .isInstanceOf(TranslateException.class)
                .hasMessageContaining(reason);
    }

    private static int differences(Adjacency truth, GraphReconstruction read) {
        Adjacency other = Adjacency.of(read.graph());
        int different = 0;
        for (int i = 0; i < truth.size(); i++) {
            for (int j = 0; j < i; j++) {
                different += truth.has(i, j) == other.has(i, j) ? 0 : 1;
            }
        }
        return different;
    }
}
