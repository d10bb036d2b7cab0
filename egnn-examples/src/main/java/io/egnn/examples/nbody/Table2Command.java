/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import io.egnn.datasets.nbody.NBodyVariant;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.reproduce.ReproduceOptions;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.TrainingQueue;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn reproduce table2}. */
@Command(
        name = Table2Command.NAME,
        description = {
            "Train every system of the paper's table 2 and measure it.",
            "Processes that run at the same time share the work; a last call collects all rows."
        },
        footer = {
            "",
            "Examples: egnn reproduce table2 --quick",
            "          egnn reproduce table2 --system gnn --system rf"
        })
public final class Table2Command implements Callable<Integer> {

    static final String NAME = "table2";

    private static final int SEEDS = 3;
    private static final int PASSES = 50;

    @Option(
            names = "--system",
            paramLabel = "NAME",
            description =
                    "train only this one: egnn, egnn+, gnn, rf, tfn, se3 or linear; may be repeated")
    private List<String> systems = List.of();

    @Mixin private ReproduceOptions options = new ReproduceOptions();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param rows as in {@code table2.json}
     * @param missing the systems that have not been trained yet
     */
    record Result(List<Table2Row> rows, List<String> missing) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        List<NBodyRecipe> asked =
                systems.isEmpty()
                        ? NBodyRecipe.ALL
                        : systems.stream().map(NBodyRecipe::of).distinct().toList();
        int seeds = options.seeds(SEEDS);
        Device where = device.get();
        Path runs = options.runs(NAME);
        ResultFiles files = options.results(NAME);
        ResultFiles.requireWritable(runs);
        ResultFiles.requireWritable(files.folder());
        NBodySplit standard = NBodySplit.standard(NBodyVariant.NBODY_SMALL);
        NBodySplit data = options.quick() ? standard.few(ForwardTime.BATCH) : standard;
        Map<NBodyRecipe, SeededTraining> all = new LinkedHashMap<>();
        for (NBodyRecipe recipe : NBodyRecipe.ALL) {
            NBodyRecipe brief = options.quick() ? recipe.withEpochs(2, 1) : recipe;
            all.put(recipe, trainings(brief, data, seeds, where, runs));
        }
        boolean ended =
                new TrainingQueue(
                                asked.stream()
                                        .flatMap(recipe -> of(all, recipe).trainings().stream())
                                        .toList(),
                                output::note)
                        .run();
        List<Table2Row> rows = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (SeededTraining trainings : all.values()) {
            if (trainings.hasEnded()) {
                rows.add(row(trainings, files, where));
            } else {
                missing.add(trainings.recipe().title());
            }
        }
        Table2 table = new Table2(rows);
        String text = "Another process is at what is missing; run this again to collect all rows.";
        if (ended) {
            table.write(files);
            text =
                    table.table()
                            + "\nIn "
                            + files.folder()
                            + (missing.isEmpty()
                                    ? ""
                                    : "; not trained yet: " + String.join(", ", missing));
        }
        output.result(new Result(rows, missing), text);
        return 0;
    }

    private Table2Row row(SeededTraining trainings, ResultFiles files, Device where)
            throws IOException, ModelException, TranslateException {
        NBodyTraining best = trainings.best();
        Path model = files.folder().resolve("models").resolve(best.recipe().name());
        ModelFolder.copy(best.folder(), model);
        double forward =
                ForwardTime.milliseconds(
                        model,
                        best.recipe().features(),
                        Objects.requireNonNull(best.data().tests().get(NBodySplit.STANDARD_TEST)),
                        where,
                        PASSES);
        return Table2Row.of(trainings, model.toString().replace('\\', '/'), forward);
    }

    private static SeededTraining trainings(
            NBodyRecipe recipe, NBodySplit data, int seeds, Device device, Path runs) {
        return SeededTraining.of(
                recipe,
                data,
                seeds,
                device,
                runs.resolve(recipe.name()),
                seed -> NBodyTraining.command(recipe, data, seed));
    }

    private static SeededTraining of(Map<NBodyRecipe, SeededTraining> all, NBodyRecipe recipe) {
        return Objects.requireNonNull(all.get(recipe));
    }
}
