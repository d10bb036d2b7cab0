/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.graph.GraphBatchifier;
import java.util.ArrayList;
import java.util.List;

/**
 * Particles now in, the same particles after the time that the model was trained for out.
 *
 * <p>The network predicts positions. Charges do not change, and velocities come out as they went
 * in, as those of {@link io.egnn.datasets.nbody.LinearMotion} do: they are no prediction.
 *
 * <p>Up to {@value NodeLimit#NODES} particles in any dimension, also different numbers in one
 * batch. One particle alone moves along its velocity. Positions may be anywhere: a network whose
 * features are invariant under translations sees them relative to their centroid, which is
 * subtracted and added in double precision; one that sees absolute positions gets them as they are.
 */
public final class NBodyTranslator implements Translator<ParticleSystem, ParticleSystem> {

    private static final String SYSTEMS = "systems";

    private final ParticleFeatures features;

    /**
     * A translator, which threads may share.
     *
     * @param features what the network was trained to see
     */
    public NBodyTranslator(ParticleFeatures features) {
        this.features = features;
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
    public NDList processInput(TranslatorContext ctx, ParticleSystem input) {
        CenteredSystem system = centered(input);
        ctx.setAttachment(SYSTEMS, List.of(system));
        return features.sample(ctx.getNDManager(), system.particles(), type(ctx));
    }

    @Override
    public ParticleSystem processOutput(TranslatorContext ctx, NDList list)
            throws TranslateException {
        return place(ctx, list.head().expandDims(0)).get(0);
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<ParticleSystem> inputs) {
        NonEmpty.require(inputs, "particle system");
        List<CenteredSystem> systems = inputs.stream().map(this::centered).toList();
        ctx.setAttachment(SYSTEMS, systems);
        List<ParticleSystem> particles = systems.stream().map(CenteredSystem::particles).toList();
        ParticleSystem first = particles.get(0);
        if (particles.stream()
                .allMatch(p -> p.size() == first.size() && p.dimension() == first.dimension())) {
            return features.batch(ctx.getNDManager(), particles, type(ctx)).toNDList();
        }
        return getBatchifier()
                .batchify(
                        particles.stream()
                                .map(p -> features.sample(ctx.getNDManager(), p, type(ctx)))
                                .toArray(NDList[]::new));
    }

    @Override
    public List<ParticleSystem> batchProcessOutput(TranslatorContext ctx, NDList list)
            throws TranslateException {
        return place(ctx, list.head());
    }

    private CenteredSystem centered(ParticleSystem system) {
        NodeLimit.require("particle system", system.size(), "particles");
        return features.isTranslationInvariant()
                ? CenteredSystem.of(system)
                : CenteredSystem.asItIs(system);
    }

    /** Reads x (B, N, n) and puts the particles, without the padding, back to where they were. */
    private static List<ParticleSystem> place(TranslatorContext ctx, NDArray x)
            throws TranslateException {
        List<CenteredSystem> systems = systems(ctx);
        Shape shape = x.getShape();
        int rowLength = Math.toIntExact(shape.get(1) * shape.get(2));
        double[] relative = x.toType(DataType.FLOAT64, false).toDoubleArray();
        List<ParticleSystem> moved = new ArrayList<>(systems.size());
        for (int b = 0; b < systems.size(); b++) {
            try {
                moved.add(systems.get(b).at(relative, b * rowLength));
            } catch (IllegalArgumentException e) {
                throw new TranslateException(
                        "prediction for particle system %d of the batch: %s; are its numbers far from those of the training data?"
                                .formatted(b, e.getMessage()),
                        e);
            }
        }
        return moved;
    }

    @SuppressWarnings("unchecked") // only this class sets this attachment
    private static List<CenteredSystem> systems(TranslatorContext ctx) {
        return (List<CenteredSystem>) ctx.getAttachment(SYSTEMS);
    }

    private static DataType type(TranslatorContext ctx) {
        return ctx.getModel().getDataType();
    }
}
