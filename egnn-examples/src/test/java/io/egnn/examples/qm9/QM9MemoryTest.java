/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.training.loss.L1Loss;
import io.egnn.datasets.molecule.QM9;
import io.egnn.examples.CommandRun;
import io.egnn.examples.Main;
import io.egnn.examples.benchmark.Allocator;
import io.egnn.examples.training.InitialParameters;
import io.egnn.testing.JavaProcess;
import io.egnn.testing.ResidentMemory;
import io.egnn.training.TrainingRun;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peaks of the resident size of processes that do nothing else, with the launcher's allocator. */
class QM9MemoryTest {

    private static final long KILOBYTES_OF_TRAINING = 1_500_000;

    /** Of the data set and the process, what is not the work: one heap that is there at once. */
    private static final List<String> HEAP =
            List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC");

    /** The heap, and no second compiler, which takes more memory the longer a program runs. */
    private static final List<String> HEAP_AND_ONE_COMPILER =
            Stream.concat(HEAP.stream(), Stream.of("-XX:TieredStopAtLevel=1")).toList();

    @TempDir private Path folder;

    @Test
    @Tag("slow")
    void aMillionMoleculesTakeNoMoreMemoryThanAThousand() throws Exception {
        Path model = folder.resolve("model");
        CommandRun trained =
                CommandRun.of(
                        "train",
                        "qm9",
                        "--data",
                        InventedMolecules.write(folder.resolve("labelled.xyz"), 30).toString(),
                        "--epochs",
                        "1",
                        "--out",
                        model.toString());
        assertThat(trained.exitCode()).as(trained.err()).isZero();

        long thousand = predicting(model, 1_000);
        long million = predicting(model, 1_000_000);

        assertThat((double) million / thousand)
                .as("%d and %d kB", million, thousand)
                .isLessThan(1.02);
    }

    @Test
    @Tag("slow")
    void trainingInBatchesOfNinetySixTakesLessThanOneAndAHalfGigabytes() throws Exception {
        String data = System.getProperty("EGNN_DATA", System.getenv("EGNN_DATA"));
        assumeTrue(data != null, "EGNN_DATA is not set: expected a folder with QM9's sample in it");
        Path sample = Path.of(data, "qm9", "qm9_sample.xyz.gz");

        long kilobytes = peak(Training.class, HEAP, sample.toString());

        assertThat(kilobytes).isLessThan(KILOBYTES_OF_TRAINING);
    }

    private long predicting(Path model, int molecules) throws Exception {
        return peak(
                Prediction.class,
                HEAP_AND_ONE_COMPILER,
                model.toString(),
                file(molecules).toString());
    }

    /** The same few molecules again and again. */
    private Path file(int molecules) throws IOException {
        Path file = folder.resolve(molecules + ".xyz");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int m = 0; m < molecules; m++) {
                out.write("3\nwater\nO 0 0 0\nH 0.96 0 0\nH -0.24 0.93 0\n");
            }
        }
        return file;
    }

    private long peak(Class<?> program, List<String> options, String... arguments)
            throws Exception {
        ResidentMemory.assumeTold();
        Path errors = folder.resolve("errors.txt");
        String classPath = System.getProperty("java.class.path");
        ProcessBuilder builder =
                JavaProcess.command(classPath, program, options, arguments)
                        .redirectError(errors.toFile());
        Allocator.LAUNCHER.applyTo(builder.environment());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return Long.parseLong(output.lines().reduce((first, last) -> last).orElseThrow());
    }

    /** {@code egnn predict --csv}, whose table nobody reads. */
    static final class Prediction {

        private Prediction() {}

        public static void main(String[] args) throws Exception {
            int exitCode =
                    Main.commandLine()
                            .setOut(new PrintWriter(Writer.nullWriter()))
                            .execute("predict", "--model", args[0], "--csv", args[1]);
            System.out.println(ResidentMemory.peakKilobytes());
            System.exit(exitCode);
        }
    }

    /** The network of the zoo learns in batches of 96 molecules on average. */
    static final class Training {

        private static final int MOLECULES = 2_000;
        private static final int EDGES = 31_000;

        private Training() {}

        public static void main(String[] args) throws Exception {
            QM9Data data = QM9Data.read(Path.of(args[0])).few(MOLECULES);
            QM9Recipe recipe = QM9Recipe.of("egnn", QM9Recipe.ALL);
            QM9 training =
                    QM9.builder()
                            .setTable(data.training())
                            .setScaling(recipe.scaling(data.training()))
                            .optBatch(EDGES, 2 * QM9.MAX_MOLECULES)
                            .build();
            int updates = training.batchesPerEpoch();
            if (MOLECULES / updates < QM9.MAX_MOLECULES) {
                throw new IllegalStateException(
                        "expected at least 96 molecules in a batch, got " + MOLECULES / updates);
            }
            try (Model model = Model.newInstance("qm9", Device.cpu(), "PyTorch")) {
                InitialParameters.draw(model, recipe.config(), training::batches, 1);
                TrainingRun.builder()
                        .setModel(model)
                        .setLoss(new L1Loss("mae"))
                        .setTraining(training::batches)
                        .setOptions(recipe.schedule().withEpochs(2).training(updates, 1))
                        .build()
                        .run();
            }
            System.out.println(ResidentMemory.peakKilobytes());
        }
    }
}
