/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed; one that never was is the judge. */
class KilledTrainingTest {

    private static final long SEED = 20;

    @TempDir Path folder;
    private byte[] expected = {};
    private long duration;
    private int duringTraining;
    private int duringWriting;

    @Test
    void aTrainingKilledTwiceEndsWithTheSameBits() throws IOException, InterruptedException {
        trainWithoutStopping();
        chain(0, 1);
        assertThat(duringTraining).isEqualTo(1);
        assertThat(duringWriting).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    void twentyKillsAtRandomTimesFiveOfThemWhileACheckpointIsWrittenLeaveNoTrace()
            throws IOException, InterruptedException {
        trainWithoutStopping();
        for (int i = 0; i < 5; i++) {
            chain(i, 3);
        }
        assertThat(duringTraining).isEqualTo(15);
        assertThat(duringWriting).isEqualTo(5);
    }

    private void trainWithoutStopping() throws IOException, InterruptedException {
        Path straight = Files.createDirectory(folder.resolve("straight"));
        long begin = System.nanoTime();
        finish(straight);
        duration = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        expected = Files.readAllBytes(TrainingChild.result(straight));
    }

    /**
     * Some kills at random times of one run, then one while it writes a checkpoint, then on to the
     * end.
     */
    private void chain(int number, int randomKills) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(DrawSeed.of(SEED, number));
        Path run = Files.createDirectory(folder.resolve("run" + number));
        for (int kills = 0; kills < randomKills; ) {
            Process process = TrainingChild.start(run);
            // The share of the time leaves work for the next kill.
            long wait = random.nextLong(Math.max(2, duration / (randomKills + 2)));
            if (process.waitFor(wait, TimeUnit.MILLISECONDS)) {
                startAgain(run);
                continue;
            }
            process.destroyForcibly().waitFor();
            kills++;
            duringTraining++;
        }
        killWhileWriting(run);
        finish(run);
        assertThat(Files.readAllBytes(TrainingChild.result(run)))
                .as("parameters of run %d (seed %d)", number, SEED)
                .isEqualTo(expected);
    }

    private void killWhileWriting(Path run) throws IOException, InterruptedException {
        while (true) {
            for (String left : temporaries(run)) {
                Files.delete(run.resolve(left));
            }
            Process process = TrainingChild.start(run);
            while (process.isAlive() && temporaries(run).length == 0) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
            if (temporaries(run).length > 0) {
                duringWriting++;
                return;
            }
            if (Files.exists(TrainingChild.result(run))) {
                startAgain(run);
            }
        }
    }

    /** The hidden files of checkpoints that are being written, or were when the process died. */
    private static String[] temporaries(Path run) {
        return run.toFile()
                .list((folder, name) -> name.startsWith(".run.ckpt.") && name.endsWith(".tmp"));
    }

    private static void finish(Path run) throws IOException, InterruptedException {
        Process process = TrainingChild.start(run);
        assertThat(process.waitFor()).as(run.resolve("errors.txt").toString()).isZero();
    }

    /** The run ended before it could be killed. */
    private static void startAgain(Path run) throws IOException {
        Files.delete(TrainingChild.result(run));
        Files.delete(TrainingChild.checkpoint(run));
    }
}
