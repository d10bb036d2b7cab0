/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import io.egnn.datasets.nbody.NBody;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.examples.training.Recipe;
import io.egnn.examples.training.Schedule;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.baseline.ConstantVelocity;
import io.egnn.nn.baseline.GnnConfig;
import io.egnn.nn.baseline.RadialFieldConfig;
import io.egnn.nn.baseline.Se3TransformerConfig;
import io.egnn.nn.baseline.TensorFieldConfig;
import io.egnn.nn.kernel.VelocityForm;
import io.egnn.training.AdamOptions;
import java.util.List;

/**
 * A model of charged particles and how to train it: every number that matters.
 *
 * @param name for the command line
 * @param title as the paper's table 2 calls it
 * @param features what the network sees
 * @param config the network
 * @param schedule how to train it
 * @param batchSize samples of a batch
 */
public record NBodyRecipe(
        String name,
        String title,
        ParticleFeatures features,
        NetworkConfig config,
        Schedule schedule,
        int batchSize)
        implements Recipe {

    /** The coordinates of a particle in the standard data. */
    private static final int DIMENSION = 3;

    /**
     * The paper's model and inputs (section 5.1, equation 7), trained as in the paper but not for
     * 10,000 epochs: the best one on the validation data comes around epoch 200.
     */
    public static final NBodyRecipe EGNN =
            new NBodyRecipe(
                    "egnn",
                    "EGNN",
                    ParticleFeatures.PAPER,
                    egnn(ParticleFeatures.PAPER).build(),
                    Schedule.constant(AdamOptions.adam().withWeightDecay(1e-12), 5e-4f, 300, 5),
                    100);

    /**
     * EGNN+: more invariants of every pair, one layer applied eight times like the steps of an
     * integrator, AdamW, and an average of the weights. The tangent keeps eight recursions from
     * running away early in training.
     */
    public static final NBodyRecipe EGNN_PLUS =
            new NBodyRecipe(
                    "egnn+",
                    "EGNN+",
                    ParticleFeatures.INVARIANT,
                    egnn(ParticleFeatures.INVARIANT)
                            .optLayers(8)
                            .optSharedLayers(true)
                            .optTanh(true)
                            .build(),
                    new Schedule(
                            AdamOptions.adamW(1e-2).withMaxGradientNorm(1),
                            2e-3f,
                            true,
                            2,
                            0.999,
                            400,
                            5),
                    100);

    /** The graph neural network of the paper, which sees positions and velocities as features. */
    public static final NBodyRecipe GNN =
            baseline(
                    "gnn",
                    "GNN",
                    ParticleFeatures.STATE,
                    new GnnConfig(
                            ParticleFeatures.STATE.nodeFeatures(DIMENSION),
                            64,
                            4,
                            ParticleFeatures.STATE.edgeAttributes(),
                            DIMENSION),
                    AdamOptions.adamW(0.3).withMaxGradientNorm(1),
                    2e-3f,
                    200,
                    5);

    /**
     * The paper's Radial Field. Without clipping its loss jumps up now and then, and at last its
     * gradients overflow; clipped at 1 it learns too little from close encounters.
     */
    public static final NBodyRecipe RADIAL_FIELD =
            baseline(
                    "rf",
                    "Radial Field",
                    ParticleFeatures.PAPER,
                    RadialFieldConfig.withVelocities(
                            64, 4, ParticleFeatures.PAPER.edgeAttributes()),
                    AdamOptions.adam().withMaxGradientNorm(100),
                    1.5e-3f,
                    2_000,
                    20);

    /** Tensor Field Network with the sizes of the paper's runs. */
    public static final NBodyRecipe TFN =
            baseline(
                    "tfn",
                    "TFN",
                    ParticleFeatures.CHARGE,
                    TensorFieldConfig.of(ParticleFeatures.CHARGE.nodeFeatures(DIMENSION)),
                    AdamOptions.adamW(0.6).withMaxGradientNorm(1),
                    2e-3f,
                    100,
                    5);

    /**
     * SE(3)-Transformer with the types and layers of the paper's runs, and 8 channels of each type
     * instead of 21: five times fewer weights, which are still the most of all systems.
     */
    public static final NBodyRecipe SE3 =
            baseline(
                    "se3",
                    "SE(3)-Transformer",
                    ParticleFeatures.CHARGE,
                    new Se3TransformerConfig(
                            ParticleFeatures.CHARGE.nodeFeatures(DIMENSION), 8, 3, 4, 32),
                    AdamOptions.adamW(1.5).withMaxGradientNorm(1),
                    2e-3f,
                    80,
                    5);

    /** The paper's x + v t with a learned t, trained as there; a hundred epochs are plenty. */
    public static final NBodyRecipe LINEAR =
            new NBodyRecipe(
                    "linear",
                    "Linear",
                    ParticleFeatures.PAPER,
                    new ConstantVelocity.Config(),
                    Schedule.constant(AdamOptions.adam().withWeightDecay(1e-12), 5e-4f, 100, 5),
                    100);

    /** All of them, in the order of the paper's table. */
    public static final List<NBodyRecipe> ALL =
            List.of(EGNN, EGNN_PLUS, GNN, RADIAL_FIELD, TFN, SE3, LINEAR);

    /**
     * Finds a recipe.
     *
     * @param name as the command line has it
     * @return the recipe
     * @throws IllegalArgumentException if there is none of this name, listing those there are
     */
    public static NBodyRecipe of(String name) {
        return Recipe.find(ALL, name, "system");
    }

    /**
     * Finds the recipe that a row of a table or figure is about.
     *
     * @param title as the paper calls the system
     * @return the recipe
     * @throws IllegalArgumentException if there is none of this title
     */
    static NBodyRecipe titled(String title) {
        return ALL.stream()
                .filter(recipe -> recipe.title().equals(title))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no system called " + title));
    }

    /** Where a row about a system stands in the paper's table. */
    static int place(String title) {
        return ALL.indexOf(titled(title));
    }

    /**
     * A copy for a run of another length.
     *
     * @param number passes over the training data
     * @param interval epochs from one validation to the next
     * @return the copy
     */
    public NBodyRecipe withEpochs(int number, int interval) {
        return withSchedule(schedule.withEpochs(number, interval));
    }

    /**
     * A copy for another number of training samples than the paper's 3,000. The number of updates
     * grows with its root, and is never less than a third: few samples take more epochs, and many
     * samples fewer. Warm-up and validations have the same share in the run.
     *
     * @param samples at least 1
     * @return the copy
     */
    public NBodyRecipe forSamples(int samples) {
        double share = Math.max(1.0 / 3, Math.sqrt((double) samples / NBody.TRAINING_SAMPLES));
        double updates = share * schedule.epochs() * updatesPerEpoch(NBody.TRAINING_SAMPLES);
        int number = (int) Math.ceil(updates / updatesPerEpoch(samples));
        return withSchedule(schedule.stretchedTo(number));
    }

    /**
     * A copy that is trained otherwise.
     *
     * @param other how
     * @return the copy
     */
    public NBodyRecipe withSchedule(Schedule other) {
        return new NBodyRecipe(name, title, features, config, other, batchSize);
    }

    /**
     * The systems that EGNN is compared with. All have a cosine and averaged weights; how much
     * their weights decay was chosen on the validation data: without it, all but the Radial Field
     * learn 3,000 trajectories by heart.
     */
    private static NBodyRecipe baseline(
            String name,
            String title,
            ParticleFeatures features,
            NetworkConfig config,
            AdamOptions optimizer,
            float learningRate,
            int epochs,
            int evaluateEvery) {
        return new NBodyRecipe(
                name,
                title,
                features,
                config,
                new Schedule(optimizer, learningRate, true, 2, 0.998, epochs, evaluateEvery),
                100);
    }

    /** What both have in common: four layers of 64 features unless set, equation 7. */
    private static EgnnConfig.Builder egnn(ParticleFeatures features) {
        return EgnnConfig.builder()
                .setFeatures(features.nodeFeatures(DIMENSION), 64)
                .optEdgeAttributes(features.edgeAttributes())
                .optVelocity(VelocityForm.RECURSIVE)
                .optOutputs(EgnnConfig.Outputs.COORDINATES);
    }

    /**
     * The number of updates of the parameters in one pass over the training data.
     *
     * @param samples training samples
     * @return batches, of which the last one may be smaller
     */
    public int updatesPerEpoch(int samples) {
        return -Math.floorDiv(-samples, batchSize);
    }
}
