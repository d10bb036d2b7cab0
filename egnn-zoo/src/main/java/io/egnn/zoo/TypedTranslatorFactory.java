/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorFactory;
import java.util.Map;

/** A factory that is asked only for the types that it supports. */
abstract class TypedTranslatorFactory implements TranslatorFactory {

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if an argument is missing or not valid, or if the network
     *     does not fit the types
     * @throws TranslateException if the types are other ones
     */
    @Override
    @SuppressWarnings("unchecked") // the types are compared before
    public final <I, O> Translator<I, O> newInstance(
            Class<I> input, Class<O> output, Model model, Map<String, ?> arguments)
            throws TranslateException {
        if (!isSupported(input, output)) {
            throw new TranslateException(
                    "types: expected one of %s, got %s and %s"
                            .formatted(getSupportedTypes(), input, output));
        }
        return (Translator<I, O>) translator(input, output, model, arguments);
    }

    /**
     * Makes a translator.
     *
     * @param input one of the supported types
     * @param output that goes with it
     * @param model the network
     * @param arguments of the model
     * @return a translator of these types
     * @throws IllegalArgumentException if an argument is missing or not valid, or if the network
     *     does not fit the types
     */
    abstract Translator<?, ?> translator(
            Class<?> input, Class<?> output, Model model, Map<String, ?> arguments);
}
