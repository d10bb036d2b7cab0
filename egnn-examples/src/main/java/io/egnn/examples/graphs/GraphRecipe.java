/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import io.egnn.nn.autoencoder.GraphAutoencoderConfig;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig.Encoder;
import io.egnn.training.AdamOptions;
import io.egnn.training.CosineSchedule;
import io.egnn.training.TrainingOptions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A graph autoencoder and how to train it: every number that matters.
 *
 * @param name for the command line
 * @param title what figure 5 calls it
 * @param config the network
 * @param optimizer the constants of Adam or AdamW
 * @param learningRate the largest one, which then falls to zero along half a cosine
 * @param warmUpEpochs epochs in which it rises to the largest one
 * @param averageDecay decay of the average of the weights that is measured and kept; 0 for none
 * @param epochs passes over the training graphs
 * @param batchSize the most graphs of a batch, which are of similar size
 * @param evaluateEvery epochs from one validation to the next; the best one is kept
 */
public record GraphRecipe(
        String name,
        String title,
        GraphAutoencoderConfig config,
        AdamOptions optimizer,
        float learningRate,
        int warmUpEpochs,
        double averageDecay,
        int epochs,
        int batchSize,
        int evaluateEvery) {

    /** How often the time over which weights are averaged goes into a run, at least. */
    private static final double AVERAGES_OF_A_RUN = 8;

    /** The equivariant autoencoder of section 5.2. */
    public static final GraphRecipe EGNN = of("egnn", "EGNN", Encoder.EGNN);

    /** Message passing without noise. */
    public static final GraphRecipe GNN = of("gnn", "GNN", Encoder.GNN);

    /** Message passing over noise as a feature. */
    public static final GraphRecipe NOISE_GNN = of("noise_gnn", "Noise-GNN", Encoder.NOISE_GNN);

    /** The radial field of section 5.2. */
    public static final GraphRecipe RADIAL_FIELD = of("rf", "Radial Field", Encoder.RADIAL_FIELD);

    /** The systems of figure 5, in its order. */
    public static final List<GraphRecipe> ALL = List.of(GNN, NOISE_GNN, RADIAL_FIELD, EGNN);

    /**
     * Finds a recipe.
     *
     * @param name of the recipe
     * @return the recipe
     * @throws IllegalArgumentException if there is none of this name
     */
    public static GraphRecipe of(String name) {
        return ALL.stream()
                .filter(recipe -> recipe.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--model: expected one of %s, got %s"
                                                .formatted(
                                                        ALL.stream()
                                                                .map(GraphRecipe::name)
                                                                .collect(Collectors.joining(", ")),
                                                        name)));
    }

    private static GraphRecipe of(String name, String title, Encoder encoder) {
        // The paper takes 500,000 steps of one graph at 1e-4. Of a batch a twentieth of the steps
        // has
        // to do, so they are larger; the clipped gradient keeps points from flying apart.
        return new GraphRecipe(
                name,
                title,
                GraphAutoencoderConfig.paper(encoder),
                AdamOptions.adam().withMaxGradientNorm(5),
                5e-3f,
                2,
                0.999,
                100,
                25,
                2);
    }

    /**
     * The same with another number of epochs.
     *
     * @param number passes over the training graphs
     * @return the recipe
     */
    public GraphRecipe withEpochs(int number) {
        return new GraphRecipe(
                name,
                title,
                config,
                optimizer,
                learningRate,
                warmUpEpochs,
                averageDecay,
                number,
                batchSize,
                evaluateEvery);
    }

    /**
     * The same with another length of the embedding.
     *
     * @param length n
     * @return the recipe
     */
    public GraphRecipe withEmbedding(int length) {
        return new GraphRecipe(
                name,
                title,
                config.withEmbedding(length),
                optimizer,
                learningRate,
                warmUpEpochs,
                averageDecay,
                epochs,
                batchSize,
                evaluateEvery);
    }

    /**
     * How to train it.
     *
     * @param updatesPerEpoch batches of an epoch
     * @param seed of everything that is random
     * @return the options
     */
    TrainingOptions training(int updatesPerEpoch, long seed) {
        int updates = Math.multiplyExact(epochs, updatesPerEpoch);
        // A short run warms up for no longer than its first half.
        int warmUp = Math.min(warmUpEpochs, epochs / 2) * updatesPerEpoch;
        // The average of a short run must not remember how the run began.
        double decay = Math.max(0, Math.min(averageDecay, 1 - AVERAGES_OF_A_RUN / updates));
        return TrainingOptions.of(
                        epochs,
                        optimizer,
                        CosineSchedule.perUpdate(learningRate, warmUp, updates),
                        seed)
                .withAverage(decay)
                .withEvaluateEvery(evaluateEvery);
    }
}
