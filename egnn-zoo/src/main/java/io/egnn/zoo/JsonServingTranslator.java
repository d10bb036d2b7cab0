/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a translator does with Java objects, with JSON as DJL Serving passes it.
 *
 * @param <I> what a request says
 * @param <O> what the answer is made of
 */
abstract class JsonServingTranslator<I, O> implements Translator<Input, Output> {

    /** Where errors in a request are said to be. */
    static final String PLACE = "request";

    private final Translator<I, O> objects;

    JsonServingTranslator(Translator<I, O> objects) {
        this.objects = objects;
    }

    /**
     * Reads a request.
     *
     * @throws IllegalArgumentException beginning with {@link #PLACE}, if it cannot be read
     */
    abstract I read(JsonElement request);

    /** An answer as a record, which is written in JSON. */
    abstract Object answer(O output);

    @Override
    public Batchifier getBatchifier() {
        return objects.getBatchifier();
    }

    @Override
    public void prepare(TranslatorContext ctx) throws Exception {
        objects.prepare(ctx);
    }

    @Override
    public NDList processInput(TranslatorContext ctx, Input input) throws Exception {
        return objects.processInput(ctx, object(input));
    }

    @Override
    public Output processOutput(TranslatorContext ctx, NDList list) throws Exception {
        return output(objects.processOutput(ctx, list));
    }

    @Override
    public NDList batchProcessInput(TranslatorContext ctx, List<Input> inputs) throws Exception {
        List<I> read = new ArrayList<>(inputs.size());
        for (Input input : inputs) {
            read.add(object(input));
        }
        return objects.batchProcessInput(ctx, read);
    }

    @Override
    public List<Output> batchProcessOutput(TranslatorContext ctx, NDList list) throws Exception {
        return objects.batchProcessOutput(ctx, list).stream().map(this::output).toList();
    }

    private I object(Input input) throws TranslateException {
        if (input.getContent().isEmpty()) {
            throw new TranslateException(PLACE + ": expected JSON, got nothing");
        }
        try {
            return read(RecordJson.parse(input.getData().getAsString(), PLACE));
        } catch (IllegalArgumentException e) {
            throw new TranslateException(e.getMessage(), e);
        }
    }

    private Output output(O object) {
        Output output = new Output();
        output.addProperty("Content-Type", "application/json");
        output.add(JsonUtils.GSON.toJson(answer(object)));
        return output;
    }
}
