/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.ArgumentsUtil;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.Translator;
import ai.djl.util.Pair;
import io.egnn.datasets.randomgraph.NoiseSource;
import io.egnn.nn.autoencoder.GraphAutoencoder;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jgrapht.Graph;

/**
 * Makes the translators of graph autoencoders.
 *
 * <ul>
 *   <li>{@link Graph} to {@link GraphEmbedding}: encode
 *   <li>{@link GraphEmbedding} to {@link Graph}: decode
 *   <li>{@link Graph} to {@link GraphReconstruction}: both
 *   <li>{@link Input} to {@link Output}, for DJL Serving: both, with graphs in graph6
 *   <li>{@link NDList} to {@link NDList}: the list that {@link
 *       io.egnn.datasets.randomgraph.GraphTensors} makes in, s (B, N, N) and z (B, N, n) out
 * </ul>
 *
 * <p>Graphs are simple and undirected and have at most {@value NodeLimit#NODES} vertices. The model
 * argument {@value #DRAWS} says of how many draws of noise the best is taken, 1 unless set.
 */
public final class GraphTranslatorFactory extends TypedTranslatorFactory {

    /** The argument with the number of draws. */
    public static final String DRAWS = "draws";

    /** Creates a factory; DJL does so by class name. */
    public GraphTranslatorFactory() {}

    /**
     * The arguments of a model that this factory makes translators for.
     *
     * @return arguments for {@link ModelFolder#save}
     */
    public static Map<String, String> arguments() {
        return Map.of(ModelFolder.TRANSLATOR_FACTORY, GraphTranslatorFactory.class.getName());
    }

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
        return Set.of(
                new Pair<>(Graph.class, GraphEmbedding.class),
                new Pair<>(GraphEmbedding.class, Graph.class),
                new Pair<>(Graph.class, GraphReconstruction.class),
                new Pair<>(Input.class, Output.class),
                new Pair<>(NDList.class, NDList.class));
    }

    @Override
    Translator<?, ?> translator(
            Class<?> input, Class<?> output, Model model, Map<String, ?> arguments) {
        if (!(model.getBlock() instanceof GraphAutoencoder autoencoder)) {
            throw new IllegalArgumentException(
                    "model %s: expected a GraphAutoencoder, got %s"
                            .formatted(model.getName(), model.getBlock()));
        }
        GraphAutoencoderConfig config = autoencoder.config();
        if (input == NDList.class) {
            return new NoopTranslator();
        }
        if (input == GraphEmbedding.class) {
            return new GraphDecodingTranslator(config.embedding());
        }
        if (input == Input.class) {
            return new GraphServingTranslator(encoding(config, arguments, Function.identity()));
        }
        return output == GraphEmbedding.class
                ? encoding(config, arguments, GraphReconstruction::embedding)
                : encoding(config, arguments, Function.identity());
    }

    private static <O> GraphEncodingTranslator<O> encoding(
            GraphAutoencoderConfig config,
            Map<String, ?> arguments,
            Function<GraphReconstruction, O> view) {
        int draws = ArgumentsUtil.intValue(arguments, DRAWS, 1);
        if (draws < 1) {
            throw new IllegalArgumentException(
                    "model argument draws: expected at least 1, got " + draws);
        }
        return new GraphEncodingTranslator<>(
                config.noiseDimension(), draws, NoiseSource.seeded(0), view);
    }
}
