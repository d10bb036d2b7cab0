/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import io.egnn.examples.training.Recipe;
import io.egnn.examples.training.Schedule;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig.Encoder;
import io.egnn.training.AdamOptions;
import java.util.List;

/**
 * A graph autoencoder and how to train it: every number that matters.
 *
 * @param name for the command line
 * @param title what figure 5 calls it
 * @param config the network
 * @param schedule how to train it
 * @param batchSize the most graphs of a batch, which are of similar size
 */
public record GraphRecipe(
        String name, String title, GraphAutoencoderConfig config, Schedule schedule, int batchSize)
        implements Recipe {

    /** Points of more dimensions fly apart so often that they do not come back by themselves. */
    private static final int STABLE_EMBEDDING = 8;

    /** The loss of a few graphs is uneven: three times the usual one means nothing yet. */
    private static final double JUMP = 10;

    /**
     * For systems that see noise. Now and then it is such that the points of a graph fly apart;
     * with Adam's usual memory of squares such a batch moves all parameters so far that a training
     * may not come back.
     */
    private static final AdamOptions FORGIVING = AdamOptions.adam().withBeta2(0.95);

    /** The equivariant autoencoder of section 5.2. */
    public static final GraphRecipe EGNN = of("egnn", "EGNN", Encoder.EGNN, FORGIVING, 150);

    /**
     * Message passing without noise: the one that learns its graphs by heart, but for the decay.
     */
    public static final GraphRecipe GNN =
            of("gnn", "GNN", Encoder.GNN, AdamOptions.adamW(1e-2), 80);

    /** Message passing over noise as a feature. */
    public static final GraphRecipe NOISE_GNN =
            of("noise_gnn", "Noise-GNN", Encoder.NOISE_GNN, FORGIVING, 150);

    /** The radial field of section 5.2. */
    public static final GraphRecipe RADIAL_FIELD =
            of("rf", "Radial Field", Encoder.RADIAL_FIELD, FORGIVING, 200);

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
        return Recipe.find(ALL, name, "--model");
    }

    private static GraphRecipe of(
            String name, String title, Encoder encoder, AdamOptions optimizer, int epochs) {
        // The paper takes 500,000 steps of one graph at 1e-4. Of a batch a twentieth of the steps
        // has to do, so they are larger, and the norm of the gradient is clipped. What sees noise
        // still gains after the GNN has learned its graphs by heart.
        return new GraphRecipe(
                name,
                title,
                GraphAutoencoderConfig.paper(encoder),
                new Schedule(optimizer.withMaxGradientNorm(1), 3e-3f, true, 2, 0.999, epochs, 2),
                25);
    }

    /**
     * The same, trained otherwise.
     *
     * @param other how
     * @return the recipe
     */
    public GraphRecipe withSchedule(Schedule other) {
        return new GraphRecipe(name, title, config, other, batchSize);
    }

    /**
     * The same with another length of the embedding.
     *
     * @param length n
     * @return the recipe
     */
    public GraphRecipe withEmbedding(int length) {
        return new GraphRecipe(name, title, config.withEmbedding(length), schedule, batchSize);
    }

    @Override
    public double jumpFactor() {
        return config.encoder().isEquivariant() && config.embedding() > STABLE_EMBEDDING
                ? JUMP
                : Double.POSITIVE_INFINITY;
    }
}
