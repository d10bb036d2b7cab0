/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.util.Utils;
import io.egnn.testing.ShownProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryCacheTest {

    @TempDir private Path folder;
    private Path file;
    private final NBodyGenerator generator = NBodyGenerator.builder().optSamples(2, 0, 3).build();
    private final ShownProgress simulated = new ShownProgress();

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("cache/small.bin");
    }

    @Test
    void trajectoriesAreSimulatedOnceAndThenRead() throws IOException {
        NBodyTrajectories made = cache(generator).get(simulated);
        assertThat(simulated.increments()).isEqualTo(3);

        NBodyTrajectories read = cache(generator).get(simulated);

        assertThat(simulated.increments()).isEqualTo(3);
        assertThat(read.sha256()).isEqualTo(made.sha256());
        assertThat(filesInFolder()).containsExactly("small.bin");
    }

    @Test
    void aDamagedByteIsFoundAndTheFileMadeAgain() throws IOException {
        NBodyTrajectories made = cache(generator).get(null);
        byte[] good = Files.readAllBytes(file);

        for (int at : List.of(0, 10, good.length / 2, good.length - 100, good.length - 1)) {
            byte[] damaged = good.clone();
            damaged[at] ^= 1;
            Files.write(file, damaged);
            ShownProgress again = new ShownProgress();

            assertThat(cache(generator).get(again).sha256()).isEqualTo(made.sha256());

            assertThat(again.increments()).isEqualTo(3);
            assertThat(file).hasBinaryContent(good);
        }
    }

    @Test
    void aFileOfAnotherLengthIsMadeAgain() throws IOException {
        cache(generator).get(null);
        byte[] good = Files.readAllBytes(file);

        for (int length : List.of(0, 20, good.length - 1, good.length + 1)) {
            Files.write(file, Arrays.copyOf(good, length));

            cache(generator).get(null);

            assertThat(file).hasBinaryContent(good);
        }
    }

    @Test
    void aFileOfAnotherGeneratorIsMadeAgain() {
        NBodyGenerator other = NBodyGenerator.builder().optSeed(44).optSamples(2, 0, 3).build();
        NBodyTrajectories made = cache(generator).get(null);

        NBodyTrajectories fromOther = cache(other).get(simulated);

        assertThat(simulated.increments()).isEqualTo(3);
        assertThat(fromOther.sha256())
                .isEqualTo(other.generate(Usage.TEST, null).sha256())
                .isNotEqualTo(made.sha256());
    }

    @Test
    void whereNothingCanBeWrittenTheTrajectoriesAreMadeEveryTime() throws IOException {
        Files.write(folder.resolve("cache"), new byte[0]);

        NBodyTrajectories made = cache(generator).get(simulated);

        assertThat(made.sha256()).isEqualTo(generator.generate(Usage.TEST, null).sha256());
        assertThat(simulated.increments()).isEqualTo(3);
        assertThat(folder.resolve("cache")).isEmptyFile();
    }

    @Test
    void manyMayMakeTheFileAtOneTime() throws Exception {
        Callable<String> make = () -> cache(generator).get(null).sha256();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<String> sha : threads.invokeAll(List.of(make, make, make, make))) {
                assertThat(sha.get()).isEqualTo(generator.generate(Usage.TEST, null).sha256());
            }
        } finally {
            threads.shutdown();
        }
        assertThat(filesInFolder()).containsExactly("small.bin");
        cache(generator).get(simulated);
        assertThat(simulated.increments()).isZero();
    }

    @Test
    void standardSetsLieInTheCacheFolderOfDjl() {
        NBodyVariant.NBODY_SMALL.trajectories(Usage.VALIDATION, null);

        assertThat(Utils.getCacheDir().resolve("cache/egnn/nbody/nbody_small-validation.bin"))
                .isRegularFile();
    }

    private TrajectoryCache cache(NBodyGenerator of) {
        return new TrajectoryCache(file, of, Usage.TEST);
    }

    private List<String> filesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
