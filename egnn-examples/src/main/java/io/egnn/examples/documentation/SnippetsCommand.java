/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.documentation;

import io.egnn.examples.command.Output;
import io.egnn.examples.command.ProjectFolder;
import io.egnn.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code egnn snippets}, for the maintainers of the pages. */
@Command(
        name = "snippets",
        hidden = true,
        description =
                "Put the Java and the results of the README and the guides there again, as the sources"
                        + " and docs/results have them.",
        footer = {"", "Example: egnn snippets"})
public final class SnippetsCommand implements Callable<Integer> {

    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param updated the pages that were changed
     */
    record Result(List<String> updated) {}

    @Override
    public Integer call() throws IOException {
        Path project = ProjectFolder.find();
        Snippets snippets = Snippets.read(project);
        ResultTables tables = ResultTables.read(project);
        List<String> updated = new ArrayList<>();
        for (Page page : Page.read(project)) {
            Page current = page.with(snippets, tables);
            if (!current.equals(page)) {
                AtomicFile.write(
                        page.file(),
                        out -> out.write(current.text().getBytes(StandardCharsets.UTF_8)));
                updated.add(page.file().toString());
            }
        }
        output.result(
                new Result(updated),
                updated.isEmpty()
                        ? "all pages are as the sources and results"
                        : String.join("\n", updated));
        return 0;
    }
}
