/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.notebook;

import io.egnn.examples.command.Output;
import io.egnn.examples.command.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code egnn notebook}. */
@Command(
        name = "notebook",
        description = {
            "Start Jupyter on the notebooks, with a Java kernel: an installed IJava or JJava, or the one that the build fetches.",
            "With --execute, run them from top to bottom without a window, into egnn-examples/target/notebooks, and compare their outputs with those that they have."
        },
        footer = {
            "",
            "Examples: egnn notebook",
            "          egnn notebook --execute",
            "          egnn notebook --execute --update 05-molecules"
        })
public final class NotebookCommand implements Callable<Integer> {

    private static final String SUFFIX = ".ipynb";

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "notebooks to run, for example 01-load-and-predict (default: all)")
    private List<String> names = List.of();

    @Option(
            names = "--execute",
            description =
                    "run without a window; ends with the first cell that throws or shows something else")
    private boolean execute;

    @Option(
            names = "--update",
            description =
                    "do not compare, but put the outputs into the notebooks themselves, if all have run")
    private boolean update;

    @Mixin private Output output = new Output();

    /**
     * One notebook that ran.
     *
     * @param name of its file
     * @param seconds wall time, the start of the kernel included
     * @param pictures how many it shows
     */
    record Executed(String name, double seconds, int pictures) {}

    /**
     * What is printed with {@code --json}.
     *
     * @param kernel what ran them
     * @param notebooks those that ran
     * @param exitCode of Jupyter; 0 if they ran without a window
     */
    record Result(String kernel, List<Executed> notebooks, int exitCode) {}

    @Override
    public Integer call() throws IOException {
        if (!execute && (update || !names.isEmpty())) {
            throw new IllegalArgumentException("--update and NAME: expected --execute with them");
        }
        Path examples = ProjectFolder.find().resolve("egnn-examples");
        Path build = examples.resolve("target");
        Path notebooks = examples.resolve("notebooks");
        Jupyter jupyter = Jupyter.installed();
        jupyter.require(execute ? "nbconvert" : "notebook");
        JavaKernel kernel = JavaKernel.find(jupyter, build.resolve("kernel"));
        Path home = build.resolve("jupyter");
        kernel.write(home, JavaKernel.ownClassPath(), settings());
        if (!execute) {
            output.note("Kernel: " + kernel.title());
            int exitCode =
                    jupyter.withKernels(home).attach(List.of("notebook", notebooks.toString()));
            output.result(new Result(kernel.title(), List.of(), exitCode), "");
            return exitCode;
        }
        List<Path> files = names.isEmpty() ? all(notebooks) : named(notebooks);
        NotebookRun run =
                new NotebookRun(
                        jupyter.withKernels(home).isolated(home), build.resolve("notebooks"));
        List<Executed> executed = run(run, files, kernel);
        double seconds = executed.stream().mapToDouble(Executed::seconds).sum();
        output.result(
                new Result(kernel.title(), executed, 0),
                String.format(
                        Locale.ROOT,
                        "%d notebooks ran in %.0f s; with their outputs they are in %s",
                        files.size(),
                        seconds,
                        update ? notebooks : run.folder()));
        return 0;
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>();
        if (Boolean.getBoolean("ai.djl.offline")) {
            settings.add("-Dai.djl.offline=true");
        }
        if (execute) {
            // With several threads sums come out differently every time, and so would outputs; and
            // numbers in the user's language could not be compared.
            settings.add("-Dai.djl.pytorch.num_threads=1");
            settings.add("-Duser.language=en");
        }
        return settings;
    }

    private List<Executed> run(NotebookRun run, List<Path> files, JavaKernel kernel)
            throws IOException {
        List<Executed> executed = new ArrayList<>();
        List<Notebook> results = new ArrayList<>();
        for (Path file : files) {
            String name = name(file);
            output.note(
                    "%s on %s, %d of %d .."
                            .formatted(name, kernel.title(), executed.size() + 1, files.size()));
            long begin = System.nanoTime();
            Notebook result = run.run(file);
            double seconds = (System.nanoTime() - begin) / 1e9;
            int pictures = result.pictures().size();
            if (!update) {
                Optional<String> difference =
                        ExpectedOutputs.difference(Notebook.read(file), result);
                if (difference.isPresent()) {
                    throw new IOException(
                            "%s, %s; if that is right, --update keeps it"
                                    .formatted(name, difference.get()));
                }
            }
            executed.add(new Executed(name, seconds, pictures));
            results.add(result);
            output.note(String.format(Locale.ROOT, "  %.0f s, %d pictures", seconds, pictures));
        }
        if (update) {
            for (int k = 0; k < files.size(); k++) {
                Path file = files.get(k);
                Notebook.read(file).withOutputsOf(results.get(k)).write(file);
            }
        }
        return executed;
    }

    private static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private List<Path> named(Path folder) throws IOException {
        List<Path> all = all(folder);
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            files.add(
                    all.stream()
                            .filter(file -> name(file).equals(name(Path.of(name))))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "notebook: expected one of %s, got %s"
                                                            .formatted(
                                                                    all.stream()
                                                                            .map(
                                                                                    NotebookCommand
                                                                                            ::name)
                                                                            .toList(),
                                                                    name))));
        }
        return files;
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
