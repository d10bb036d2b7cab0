/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import ai.djl.Device;
import ai.djl.ModelException;
import ai.djl.inference.Predictor;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.TranslateException;
import com.google.gson.reflect.TypeToken;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.examples.command.DeviceOption;
import io.egnn.examples.command.Output;
import io.egnn.examples.reproduce.ReproduceOptions;
import io.egnn.examples.reproduce.Reproduction;
import io.egnn.examples.reproduce.ResultFiles;
import io.egnn.examples.reproduce.SeedsOption;
import io.egnn.examples.training.SeededTraining;
import io.egnn.examples.training.TaskTraining;
import io.egnn.file.AtomicFile;
import io.egnn.zoo.ModelCard;
import io.egnn.zoo.ModelCatalog;
import io.egnn.zoo.ModelFolder;
import io.egnn.zoo.ZooEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code egnn reproduce table3}. */
@Command(
        name = Table3Command.NAME,
        description = {
            "Train systems of the paper's table 3 and measure them.",
            "EGNN (all) and EGNN (ensemble) are the zoo's if they were trained on the same molecules.",
            "Processes that run at the same time (JAVA_OPTS=-Dai.djl.pytorch.num_threads=1 for each)"
                    + " share the work; a last call collects all rows."
        },
        footer = {
            "",
            "Examples: egnn reproduce table3 --quick",
            "          egnn reproduce table3 --property homo --property mu"
        })
public final class Table3Command implements Callable<Integer> {

    static final String NAME = "table3";

    private static final int QUICK_MOLECULES = 40;
    private static final int QUICK_EPOCHS = 2;

    @Option(
            names = "--property",
            paramLabel = "P",
            description =
                    "what EGNN and SchNet are trained for, each property alone, or all with one network;"
                            + " may be repeated (default: ${DEFAULT-VALUE})")
    private List<String> properties = List.of("homo");

    @Option(
            names = "--epochs",
            paramLabel = "E",
            description = "passes over the data of every training (default: ${DEFAULT-VALUE})")
    private int epochs = 40;

    @Mixin private MoleculeDataOption data = new MoleculeDataOption();
    @Mixin private ReproduceOptions options = new ReproduceOptions();
    @Mixin private SeedsOption seedsOption = new SeedsOption();
    @Mixin private DeviceOption device = new DeviceOption();
    @Mixin private Output output = new Output();

    /**
     * What is printed with {@code --json}.
     *
     * @param rows as in {@code table3.json}; none if something is missing
     * @param missing what other processes are at
     */
    record Result(List<Table3Row> rows, List<String> missing) {}

    @Override
    public Integer call() throws IOException, ModelException, TranslateException {
        Device where = device.get();
        int seeds = seedsOption.number(1, options);
        ResultFiles files = options.prepare(NAME);
        QM9Data all = QM9Data.read(data.get());
        QM9Data molecules = options.quick() ? all.few(QUICK_MOLECULES) : all;
        List<Measured> shipped = shipped(molecules);
        List<SeededTraining<QM9Task>> trainings = new ArrayList<>();
        for (String network : List.of("egnn", "schnet")) {
            Set<String> wanted = new LinkedHashSet<>(properties);
            if (network.equals("egnn")
                    && shipped.stream().noneMatch(m -> m.system().equals(Table3Row.EGNN_ALL))) {
                wanted.add(QM9Recipe.ALL);
            }
            for (String property : wanted) {
                trainings.add(training(network, property, molecules, seeds, where));
            }
        }
        Reproduction work = new Reproduction(options.runs(NAME), files, output);
        List<String> missing = work.train(SeededTraining.all(trainings));
        Table3 table =
                missing.isEmpty()
                        ? work.collect(() -> collect(shipped, trainings, molecules, files, where))
                        : new Table3(List.of(), molecules.test().size());
        output.result(new Result(table.rows(), missing), work.text(missing, table::table));
        return 0;
    }

    /** The zoo's models of all properties that were trained on these molecules. */
    private static List<Measured> shipped(QM9Data molecules) throws IOException {
        String sha256 = molecules.training().sha256();
        Map<String, String> systems =
                Map.of(
                        QM9Models.ENSEMBLE, Table3Row.EGNN_ENSEMBLE,
                        QM9Models.PRETRAINED, Table3Row.EGNN_ALL);
        List<Measured> measured = new ArrayList<>();
        for (ZooEntry entry : ModelCatalog.shipped().entries()) {
            String model = entry.name().toString();
            String system = systems.get(model);
            if (system != null && entry.card().data().sha256().equals(sha256)) {
                measured.add(Measured.of(system, List.of(entry.card()), model));
            }
        }
        return measured;
    }

    private SeededTraining<QM9Task> training(
            String network, String property, QM9Data molecules, int seeds, Device where) {
        QM9Recipe recipe = QM9Recipe.of(network, property);
        recipe =
                recipe.withSchedule(
                        recipe.schedule().withEpochs(options.quick() ? QUICK_EPOCHS : epochs));
        QM9Task task = QM9Task.of(recipe, molecules);
        Path folder = options.runs(NAME).resolve(network + "_" + property);
        return SeededTraining.of(
                task, seeds, where, seed -> folder.resolve("seed" + seed), task::command);
    }

    private Table3 collect(
            List<Measured> shipped,
            List<SeededTraining<QM9Task>> trainings,
            QM9Data molecules,
            ResultFiles files,
            Device where)
            throws IOException, ModelException, TranslateException {
        List<Measured> all = new ArrayList<>(shipped);
        for (SeededTraining<QM9Task> training : trainings) {
            all.add(measured(training, files));
        }
        Table3 table =
                Table3.of(files.earlier(new TypeToken<List<Table3Row>>() {}), all, molecules);
        table.write(files);
        try (ZooModel<Molecule, MoleculeProperties> first =
                        QM9Models.load(table.bestForAll(), where);
                Predictor<Molecule, MoleculeProperties> predictor = first.newPredictor()) {
            Parity.write(
                    new ResultFiles(files.folder(), NAME + "_parity"),
                    QM9Errors.compare(
                            predictor, molecules.test(), MoleculeTarget.QM9, new ProgressBar()));
        }
        return table;
    }

    /** Copies the best model and its learning curve beside the results. */
    private static Measured measured(SeededTraining<QM9Task> training, ResultFiles files)
            throws IOException {
        QM9Recipe recipe = training.task().recipe();
        String name = recipe.name() + "_" + recipe.property();
        Path best = training.best().folder();
        Path model = files.folder().resolve("models").resolve(name);
        ModelFolder.copy(best, model);
        Path curve = files.folder().resolve(NAME + "_curve_" + name + ".png");
        AtomicFile.write(curve, out -> Files.copy(best.resolve("learning_curve.png"), out));
        List<ModelCard> cards = new ArrayList<>();
        for (TaskTraining<QM9Task> one : training.trainings()) {
            cards.add(ModelFolder.card(one.folder()));
        }
        boolean all = recipe.property().equals(QM9Recipe.ALL);
        String system = recipe.title() + (all ? Table3Row.ALL : "");
        return Measured.of(system, cards, model.toString().replace('\\', '/'));
    }

    /**
     * Errors of one network.
     *
     * @param system as in the table
     * @param errors means over the seeds, by symbol
     * @param model the best seed
     */
    record Measured(String system, Map<String, Double> errors, String model) {

        static Measured of(String system, List<ModelCard> cards, String model) {
            Map<String, Double> errors = new LinkedHashMap<>();
            for (MoleculeTarget target : MoleculeTarget.QM9) {
                cards.stream()
                        .flatMapToDouble(card -> card.testError(target.name()).stream())
                        .average()
                        .ifPresent(mean -> errors.put(target.name(), mean));
            }
            return new Measured(system, errors, model);
        }
    }
}
