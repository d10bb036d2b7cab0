/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.nbody;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.training.util.ProgressBar;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn reproduce figure2}. */
@Command(
        name = Figure2Command.NAME,
        description = {
            "Train systems of the paper's figure 2 with more and more samples.",
            "Processes that run at the same time (JAVA_OPTS=-Dai.djl.pytorch.num_threads=1 for each)"
                    + " share the work; a last call collects all points."
        },
        footer = {
            "",
            "Examples: egnn reproduce figure2 --quick",
            "          egnn reproduce figure2 --system egnn --samples 6400,12800,25000,50000"
        })
public final class Figure2Command implements Callable<Integer> {

    static final String NAME = "figure2";

    private static final List<NBodyRecipe> STANDARD =
            List.of(NBodyRecipe.EGNN, NBodyRecipe.GNN, NBodyRecipe.RADIAL_FIELD);

    private static final List<Integer> SAMPLES = List.of(100, 200, 400, 800, 1600, 3200);
    private static final List<Integer> FEW_SAMPLES = List.of(50, 100);
    private static final int FEW_EPOCHS = 4;

    private static final Pattern SIZE_FOLDER = Pattern.compile("([1-9][0-9]{0,4})_samples");

    @Option(
            names = "--system",
            paramLabel = "NAME",
            description =
                    "train only this one: egnn, egnn+, gnn, rf, tfn, se3 or linear; may be repeated"
                            + " (default: egnn, gnn and rf)")
    private List<String> systems = List.of();

    @Option(
            names = "--samples",
            split = ",",
            paramLabel = "N",
            description = "training trajectories, up to 50000 (default: 100,200,400,800,1600,3200)")
    private List<Integer> samples = List.of();

    @Mixin private ReproduceOptions options = new ReproduceOptions();
    @Mixin private SeedsOption seedsOption = new SeedsOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param rows as in {@code figure2.json}; none if something is missing
     * @param missing what was asked for and other processes are at
     */
    record Result(List<Figure2Row> rows, List<String> missing) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        List<NBodyRecipe> asked = Recipe.find(NBodyRecipe.ALL, systems, STANDARD, "--system");
        List<Integer> sizes = sizes();
        int seeds = seedsOption.number(1, options);
        Device where = device.get();
        ResultFiles files = options.prepare(NAME);
        TreeSet<Integer> all = new TreeSet<>(sizes);
        all.addAll(sizesThereAre());
        NBodyTrajectories training = training(all.last());
        NBodySplit measured =
                options.quick()
                        ? NBodySplit.few(NBodyVariant.NBODY_SMALL, ForwardTime.BATCH)
                        : NBodySplit.standard(NBodyVariant.NBODY_SMALL);
        List<SeededTraining<NBodyTask>> points = new ArrayList<>();
        List<SeededTraining<NBodyTask>> wanted = new ArrayList<>();
        for (NBodyRecipe recipe : NBodyRecipe.ALL) {
            for (int size : all) {
                NBodySplit data = measured.trainedOn(NBodyVariant.NBODY, training.first(size));
                SeededTraining<NBodyTask> point = point(recipe, data, seeds, where);
                points.add(point);
                if (asked.contains(recipe) && sizes.contains(size)) {
                    wanted.add(point);
                }
            }
        }
        Reproduction work = new Reproduction(options.runs(NAME), files, output);
        List<String> missing = work.train(SeededTraining.all(wanted));
        List<Figure2Row> rows =
                missing.isEmpty() ? work.collect(() -> collect(points, wanted, files)) : List.of();
        output.result(
                new Result(rows, missing), work.text(missing, () -> new Figure2(rows).table()));
        return 0;
    }

    /**
     * All points there are; what was not asked for stays as an earlier call has left it, which may
     * have had more seeds.
     */
    private static List<Figure2Row> collect(
            List<SeededTraining<NBodyTask>> all,
            List<SeededTraining<NBodyTask>> wanted,
            ResultFiles files)
            throws IOException {
        Set<Object> earlier =
                files.earlierKeys(new TypeToken<List<Figure2Row>>() {}, Figure2Row::key);
        List<Figure2Row> fresh = new ArrayList<>();
        for (SeededTraining<NBodyTask> point :
                SeededTraining.toCollect(
                        all,
                        SeededTraining.all(wanted),
                        earlier,
                        task ->
                                Figure2Row.keyOf(
                                        task.recipe().title(), task.data().training().size()))) {
            fresh.add(Figure2Row.of(point));
        }
        List<Figure2Row> rows =
                files.withEarlier(
                        fresh,
                        new TypeToken<>() {},
                        Figure2Row::key,
                        Comparator.comparing((Figure2Row row) -> NBodyRecipe.place(row.system()))
                                .thenComparing(Figure2Row::samples));
        new Figure2(rows).write(files);
        return rows;
    }

    private List<Integer> sizes() {
        int most = NBodyVariant.NBODY.generator(Usage.TRAIN).trainingSamples();
        for (int size : samples) {
            if (size < 1 || size > most) {
                throw new IllegalArgumentException(
                        "--samples: expected numbers from 1 to %d, got %d".formatted(most, size));
            }
        }
        return samples.isEmpty() ? options.quick() ? FEW_SAMPLES : SAMPLES : samples;
    }

    /** Those for which earlier calls have trained something. */
    private List<Integer> sizesThereAre() throws IOException {
        try (Stream<Path> folders = Files.list(options.runs(NAME))) {
            return folders.map(folder -> SIZE_FOLDER.matcher(folder.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .toList();
        }
    }

    /**
     * The first training trajectories of the variant, which do not depend on how many are drawn
     * after them.
     */
    private static NBodyTrajectories training(int size) {
        return NBodyVariant.NBODY
                .generator(Usage.TRAIN)
                .withSamples(size, 0, 0)
                .generate(Usage.TRAIN, new ProgressBar());
    }

    private SeededTraining<NBodyTask> point(
            NBodyRecipe recipe, NBodySplit data, int seeds, Device where) {
        int size = data.training().size();
        NBodyRecipe run =
                options.quick() ? recipe.withEpochs(FEW_EPOCHS, 1) : recipe.forSamples(size);
        Path folder =
                options.runs(NAME).resolve("%d_samples".formatted(size)).resolve(recipe.name());
        return SeededTraining.of(
                new NBodyTask(run, data),
                seeds,
                where,
                seed -> folder.resolve("seed" + seed),
                seed ->
                        "./egnn reproduce figure2 --system %s --samples %d --seeds %d"
                                .formatted(recipe.name(), size, seed));
    }
}
