/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.zoo;

import ai.djl.ModelException;
import io.egnn.examples.command.Output;
import io.egnn.zoo.ArtifactWriter;
import io.egnn.zoo.ModelFolder;
import io.egnn.zoo.ZooEntry;
import io.egnn.zoo.ZooName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code egnn publish}, for the maintainers of the zoo. */
@Command(
        name = "publish",
        hidden = true,
        description = "Put a trained folder into the sources of the model zoo.",
        footer = {"", "Example: egnn publish out/nbody --as egnn_nbody"})
public final class PublishCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "what egnn train has trained")
    private Path folder = Path.of(".");

    @Option(
            names = "--as",
            required = true,
            paramLabel = "ARTIFACT[:VARIANT]",
            description = "what it will be loaded by")
    private String name = "";

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "the resources of the zoo (default: ${DEFAULT-VALUE})")
    private Path root = Path.of("egnn-zoo", "src", "main", "resources", "mlrepo");

    @Mixin private Output output = new Output();

    @Override
    public Integer call() throws IOException, ModelException {
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException(
                    "--into: expected the folder mlrepo of the zoo, got "
                            + root
                            + ", which is none");
        }
        String commit = ModelFolder.card(folder).training().commit();
        if (!commit.matches("[0-9a-f]{40}")) {
            output.note("warning: trained by no commit of the project: " + commit);
        }
        ZooEntry entry = new ArtifactWriter(root).put(ZooName.of(name), folder);
        output.result(
                ZooCommand.Entry.of(entry),
                "%s %s is in %s".formatted(entry.name(), entry.version(), root));
        return 0;
    }
}
