/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import picocli.CommandLine.Option;

/** {@code --model}: which trained model a command takes. */
public final class ModelOption {

    @Option(
            names = "--model",
            paramLabel = "ARTIFACT[:VARIANT]|DIR",
            description = "a model of the zoo or a trained folder (default: ${DEFAULT-VALUE})")
    private String name;

    /**
     * The option.
     *
     * @param standard what is taken unless the command line says another
     */
    public ModelOption(String standard) {
        name = standard;
    }

    /**
     * The model.
     *
     * @return as the command line has it
     */
    public String name() {
        return name;
    }
}
