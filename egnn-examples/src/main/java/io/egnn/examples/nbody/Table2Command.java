/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.translate.TranslateException;
import com.google.gson.reflect.TypeToken;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.NBodyVariant;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.reproduce.ReproduceOptions;
import io.egnn.examples.reproduce.Reproduction;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.SeedsOption;
import io.egnn.examples.training.Recipe;
import io.egnn.examples.training.SeededTraining;
import io.egnn.zoo.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn reproduce table2}. */
@Command(
        name = Table2Command.NAME,
        description = {
            "Train every system of the paper's table 2 and measure it.",
            "Processes that run at the same time (JAVA_OPTS=-Dai.djl.pytorch.num_threads=1 for each)"
                    + " share the work; a last call collects all rows."
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
    private static final int FEW_PASSES = 5;

    @Option(
            names = "--system",
            paramLabel = "NAME",
            description =
                    "train only this one: egnn, egnn+, gnn, rf, tfn, se3 or linear; may be repeated")
    private List<String> systems = List.of();

    @Mixin private ReproduceOptions options = new ReproduceOptions();
    @Mixin private SeedsOption seedsOption = new SeedsOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param rows as in {@code table2.json}; none if something is missing
     * @param missing what was asked for and other processes are at
     */
    record Result(List<Table2Row> rows, List<String> missing) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        List<NBodyRecipe> asked =
                Recipe.find(NBodyRecipe.ALL, systems, NBodyRecipe.ALL, "--system");
        int seeds = seedsOption.number(SEEDS, options);
        Device where = device.get();
        ResultFiles files = options.prepare(NAME);
        NBodySplit data =
                options.quick()
                        ? NBodySplit.few(NBodyVariant.NBODY_SMALL, ForwardTime.BATCH)
                        : NBodySplit.standard(NBodyVariant.NBODY_SMALL);
        Map<NBodyRecipe, SeededTraining<NBodyTask>> all = new LinkedHashMap<>();
        for (NBodyRecipe recipe : NBodyRecipe.ALL) {
            all.put(recipe, trainings(recipe, data, seeds, where));
        }
        List<SeededTraining<NBodyTask>> wanted =
                asked.stream().map(recipe -> Objects.requireNonNull(all.get(recipe))).toList();
        NBodyTrajectories test = Objects.requireNonNull(data.tests().get(NBodySplit.STANDARD_TEST));
        Reproduction work = new Reproduction(options.runs(NAME), files, output);
        List<String> missing = work.train(SeededTraining.all(wanted));
        List<Table2Row> rows =
                missing.isEmpty()
                        ? work.collect(() -> collect(all.values(), wanted, test, files, where))
                        : List.of();
        output.result(
                new Result(rows, missing), work.text(missing, () -> new Table2(rows).table()));
        return 0;
    }

    /**
     * All rows there are, timed one after the other on this machine; what was not asked for stays
     * as an earlier call has left it, which may have had more seeds.
     */
    private List<Table2Row> collect(
            Collection<SeededTraining<NBodyTask>> all,
            List<SeededTraining<NBodyTask>> wanted,
            NBodyTrajectories test,
            ResultFiles files,
            Device where)
            throws IOException, ModelException, TranslateException {
        Set<Object> earlier = files.earlierKeys(new TypeToken<>() {}, Table2Row::system);
        List<Table2Row> fresh = new ArrayList<>();
        for (SeededTraining<NBodyTask> trainings :
                SeededTraining.toCollect(
                        all, SeededTraining.all(wanted), earlier, task -> task.recipe().title())) {
            Path model = model(files, trainings.task().recipe());
            ModelFolder.copy(trainings.best().folder(), model);
            fresh.add(Table2Row.of(trainings, model.toString().replace('\\', '/')));
        }
        List<Table2Row> rows = new ArrayList<>();
        for (Table2Row row :
                files.withEarlier(
                        fresh,
                        new TypeToken<List<Table2Row>>() {},
                        Table2Row::system,
                        Comparator.comparing(r -> NBodyRecipe.place(r.system())))) {
            NBodyRecipe recipe = NBodyRecipe.titled(row.system());
            rows.add(
                    row.withForwardMs(
                            ForwardTime.milliseconds(
                                    model(files, recipe),
                                    recipe.features(),
                                    test,
                                    where,
                                    options.quick() ? FEW_PASSES : PASSES)));
        }
        new Table2(rows).write(files);
        return rows;
    }

    private static Path model(ResultFiles files, NBodyRecipe recipe) {
        return files.folder().resolve("models").resolve(recipe.name());
    }

    private SeededTraining<NBodyTask> trainings(
            NBodyRecipe recipe, NBodySplit data, int seeds, Device where) {
        NBodyRecipe run = options.quick() ? recipe.withEpochs(2, 1) : recipe;
        NBodyTask task = new NBodyTask(run, data);
        Path folder = options.runs(NAME).resolve(recipe.name());
        return SeededTraining.of(
                task, seeds, where, seed -> folder.resolve("seed" + seed), task::command);
    }
}
