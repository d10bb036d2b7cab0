/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.JsonUtils;
import io.egnn.datasets.nbody.ParticleSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * Particle systems as DJL Serving passes them: in and out a JSON object with {@code positions} and
 * {@code velocities} (N lists of n numbers) and {@code charges} (N numbers).
 */
final class NBodyServingTranslator implements Translator<Input, Output> {

    private final NBodyTranslator systems;

    NBodyServingTranslator(NBodyTranslator systems) {
        this.systems = systems;
    }

    @Override
    public Batchifier getBatchifier() {
        return systems.getBatchifier();
    }

    @Override
    public void prepare(TranslatorContext ctx) {
        systems.prepare(ctx);
    }

    @Override
    public NDList processInput(TranslatorContext ctx, Input input) throws TranslateException {
        return systems.processInput(ctx, system(input));
    }

    @Override
    public Output processOutput(TranslatorContext ctx, NDList list) throws TranslateException {
        return output(systems.processOutput(ctx, list));
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs)
            throws TranslateException {
        List<ParticleSystem> read = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            read.add(system(input));
        }
        return systems.batchProcessInput(ctx, read);
    }

    @Override
    public List<Output> batchProcessOutput(TranslatorContext ctx, NDList list)
            throws TranslateException {
        return systems.batchProcessOutput(ctx, list).stream()
                .map(NBodyServingTranslator::output)
                .toList();
    }

    private static ParticleSystem system(Input input) throws TranslateException {
        if (input.getContent().isEmpty()) {
            throw new TranslateException(
                    "request: expected a particle system in JSON, got nothing");
        }
        BytesSupplier data = input.getData();
        try {
            return RecordJson.read(
                    RecordJson.parse(data.getAsString(), "request"),
                    ParticleSystem.class,
                    "request");
        } catch (IllegalArgumentException e) {
            throw new TranslateException(e.getMessage(), e);
        }
    }

    private static Output output(ParticleSystem system) {
        Output output = new Output();
        output.addProperty("Content-Type", "application/json");
        output.add(JsonUtils.GSON.toJson(system));
        return output;
    }
}
