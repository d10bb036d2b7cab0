/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.zoo;

import io.egnn.examples.command.MetricLines;
import io.egnn.examples.command.Output;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelCatalog;
import io.egnn.zoo.ZooEntry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code egnn zoo}. */
@Command(
        name = "zoo",
        description = "List the models that can be loaded, and how good they are.",
        footer = {"", "Example: egnn zoo"})
public final class ZooCommand implements Callable<Integer> {

    @Mixin private Output output = new Output();

    /** One model, for {@code --json}. */
    record Entry(String name, String version, ModelCard card) {

        static Entry of(ZooEntry entry) {
            return new Entry(entry.name().toString(), entry.version(), entry.card());
        }
    }

    /** What is printed with {@code --json}. */
    record Result(List<Entry> models) {}

    @Override
    public Integer call() throws IOException {
        Result result =
                new Result(ModelCatalog.shipped().entries().stream().map(Entry::of).toList());
        StringBuilder text = new StringBuilder();
        for (Entry model : result.models()) {
            text.append(
                    "%s %s: %s%n"
                            .formatted(model.name(), model.version(), model.card().description()));
            text.append(MetricLines.of(model.card().metrics()));
            text.append("  trained by %s%n".formatted(model.card().training().command()));
        }
        output.result(result, text.toString());
        return 0;
    }
}
