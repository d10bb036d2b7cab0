/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.datasets.randomgraph.GraphTensors;
import io.egnn.datasets.randomgraph.NoiseSource;
import io.egnn.graph.GraphBatchifier;
import io.egnn.training.ReconstructionLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jgrapht.Graph;

/**
 * A graph in, its embedding or its reconstruction out.
 *
 * <p>The noise is a function of a seed and of which vertices are joined, so that the same graph
 * always has the same embedding. Of several draws the one counts whose reconstruction has the
 * smallest binary cross entropy.
 *
 * @param <O> what comes out
 */
final class GraphEncodingTranslator<O> implements Translator<Graph<?, ?>, O> {

    private static final String GRAPHS = "graphs";

    private final int dimension;
    private final int draws;
    private final NoiseSource noise;
    private final Function<GraphReconstruction, O> view;

    /** A graph with its vertices. */
    private record Given(List<Object> vertices, Adjacency adjacency) {

        static Given of(Graph<?, ?> graph) {
            int size = graph.vertexSet().size();
            NodeLimit.require("graph", size, "vertices");
            return new Given(List.copyOf(graph.vertexSet()), Adjacency.of(graph));
        }
    }

    /**
     * A translator, which threads may share.
     *
     * @param dimension length of the noise of a node
     * @param draws how often noise is drawn
     * @param noise where it comes from
     * @param view what of a reconstruction is wanted
     */
    GraphEncodingTranslator(
            int dimension, int draws, NoiseSource noise, Function<GraphReconstruction, O> view) {
        this.dimension = dimension;
        this.draws = draws;
        this.noise = noise;
        this.view = view;
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

    /** The first draw alone: DJL's Predictor asks for batches. */
    @Override
    public NDList processInput(TranslatorContext ctx, Graph<?, ?> graph) {
        return getBatchifier().unbatchify(inputs(ctx, List.of(graph), 1))[0];
    }

    @Override
    public O processOutput(TranslatorContext ctx, NDList list) {
        NDList batch = new NDList(list.get(0).expandDims(0), list.get(1).expandDims(0));
        return outputs(ctx, batch, 1).get(0);
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<Graph<?, ?>> graphs) {
        NonEmpty.require(graphs, "graph");
        return inputs(ctx, graphs, draws);
    }

    @Override
    public List<O> batchProcessOutput(TranslatorContext ctx, NDList list) {
        return outputs(ctx, list, draws);
    }

    private NDList inputs(TranslatorContext ctx, List<Graph<?, ?>> graphs, int copies) {
        List<Given> given = graphs.stream().<Given>map(Given::of).toList();
        ctx.setAttachment(GRAPHS, given);
        List<RandomGenerator> random = new ArrayList<>();
        for (Given graph : given) {
            for (int draw = 0; draw < copies; draw++) {
                random.add(noise.generator(graph.adjacency().hashCode(), draw));
            }
        }
        return tensors(ctx, given, copies).inputs(ctx.getNDManager(), dimension, random).toNDList();
    }

    private List<O> outputs(TranslatorContext ctx, NDList list, int copies) {
        List<Given> given = given(ctx);
        NDArray loss =
                ReconstructionLoss.perGraph(
                        tensors(ctx, given, copies).labels(ctx.getNDManager()), list);
        double[] bce = loss.toType(DataType.FLOAT64, false).toDoubleArray();
        DecodedRows rows = new DecodedRows(list.get(0), list.get(1));
        List<O> results = new ArrayList<>();
        for (int g = 0; g < given.size(); g++) {
            int best = g * copies;
            for (int b = best; b < (g + 1) * copies; b++) {
                best = bce[b] < bce[best] ? b : best;
            }
            results.add(view.apply(reconstruction(given.get(g), rows, best, bce[best])));
        }
        return results;
    }

    private static GraphReconstruction reconstruction(
            Given given, DecodedRows rows, int b, double bce) {
        Adjacency truth = given.adjacency();
        Adjacency read = rows.graph(b, truth.size());
        int common = (int) truth.pairs().stream().filter(p -> read.has(p[0], p[1])).count();
        return new GraphReconstruction(
                new GraphEmbedding(given.vertices(), rows.points(b, truth.size())),
                read.toGraph(given.vertices()),
                bce,
                truth.edges() + read.edges() - 2 * common);
    }

    private static GraphTensors tensors(TranslatorContext ctx, List<Given> given, int copies) {
        List<Adjacency> repeated = new ArrayList<>();
        for (Given graph : given) {
            for (int draw = 0; draw < copies; draw++) {
                repeated.add(graph.adjacency());
            }
        }
        return new GraphTensors(repeated, ctx.getModel().getDataType());
    }

    @SuppressWarnings("unchecked") // only this class sets this attachment
    private static List<Given> given(TranslatorContext ctx) {
        return (List<Given>) ctx.getAttachment(GRAPHS);
    }
}
