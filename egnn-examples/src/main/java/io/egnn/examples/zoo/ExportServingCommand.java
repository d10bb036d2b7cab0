/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.zoo;

import ai.djl.ModelException;
import io.egnn.examples.command.Output;
import io.egnn.zoo.ModelCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code egnn export-serving}. */
@Command(
        name = "export-serving",
        description = {
            "Write a model as a folder that DJL Serving and Criteria.optModelPath load.",
            "What its classes need, and DJL Serving does not have, is in libs."
        },
        footer = {"", "Example: egnn export-serving egnn_nbody out/serving/egnn_nbody"})
public final class ExportServingCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "ARTIFACT[:VARIANT]",
            description = "a model of the zoo, or a trained folder")
    private String model = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "takes the folder's files")
    private Path folder = Path.of(".");

    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param model what was exported
     * @param folder where it is
     * @param libraries the number of jars
     */
    record Result(String model, String folder, int libraries) {}

    @Override
    public Integer call() throws IOException, ModelException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IOException(folder + ": expected an empty folder or none");
                }
            }
        }
        ServingLibraries libraries = ServingLibraries.ofZoo();
        ModelCatalog.shipped().save(model, folder);
        libraries.copy(folder.resolve("libs"));
        int count = libraries.jars().size();
        output.result(
                new Result(model, folder.toString(), count),
                "%s is in %s, with %d jars in libs".formatted(model, folder, count));
        return 0;
    }
}
