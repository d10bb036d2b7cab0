/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Application;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClasspathRepositoryTest {

    private static final String FILE = "egnn_nbody-0000.params";

    @TempDir Path work;
    private Path tree;
    private TemporaryCache cache;

    @BeforeEach
    void makeTree() throws Exception {
        tree = TestModels.tree(work, 1);
        cache = new TemporaryCache(work.resolve("cache"));
    }

    @AfterEach
    void restoreCache() {
        cache.close();
    }

    private static MRL mrl(ClasspathRepository repository) {
        return repository.model(Application.UNDEFINED, "io.egnn", "egnn_nbody");
    }

    /** Unpacks as a program that has just started would. */
    private Path prepare() throws IOException {
        ClasspathRepository repository = TestModels.repository(tree);
        Artifact artifact = repository.resolve(mrl(repository), Map.of());
        repository.prepare(artifact);
        return repository.getResourceDirectory(artifact);
    }

    private byte[] original() throws IOException {
        return Files.readAllBytes(work.resolve("trained/tiny-0000.params"));
    }

    @Test
    void filesAreUnpackedIntoTheCache() throws IOException {
        Path folder = prepare();

        assertThat(folder).startsWith(work.resolve("cache"));
        assertThat(folder.resolve(FILE)).hasBinaryContent(original());
        try (var list = Files.list(folder)) {
            assertThat(list).containsExactly(folder.resolve(FILE));
        }
    }

    @Test
    void filesThatAreThereAreLeftAlone() throws IOException {
        Path file = prepare().resolve(FILE);
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();

        prepare();

        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey()).isEqualTo(key);
    }

    @Test
    void aCachedFileThatWasChangedIsUnpackedAgain() throws IOException {
        Path file = prepare().resolve(FILE);
        byte[] changed = original();
        changed[changed.length - 5] ^= 1;
        Files.write(file, changed);

        prepare();

        assertThat(file).hasBinaryContent(original());
    }

    @Test
    void aCachedFileThatWasCutOffIsUnpackedAgain() throws IOException {
        Path file = prepare().resolve(FILE);
        Files.write(file, new byte[3]);

        prepare();

        assertThat(file).hasBinaryContent(original());
    }

    @Test
    void aFileOfSomebodyElseInTheFolderIsAnError() throws IOException {
        Path stranger = prepare().resolve("egnn_nbody-0007.params");
        Files.write(stranger, original());

        assertThatThrownBy(this::prepare)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(stranger + ": not a file of the zoo");
    }

    @Test
    void otherWeightsGoIntoAnotherFolderEvenUnderTheSameVersion() throws Exception {
        Path before = prepare();
        Path other = Files.createDirectory(work.resolve("other"));
        tree = TestModels.tree(other, 2);

        Path after = prepare();

        assertThat(after).isNotEqualTo(before);
        assertThat(after.resolve(FILE))
                .hasBinaryContent(Files.readAllBytes(other.resolve("trained/tiny-0000.params")));
        assertThat(before.resolve(FILE)).hasBinaryContent(original());
    }

    @Test
    void threadsMayRaceOnAnEmptyCache() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Path>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                tasks.add(
                        () -> {
                            start.await();
                            return prepare();
                        });
            }
            for (Future<Path> folder : executor.invokeAll(tasks)) {
                assertThat(folder.get().resolve(FILE)).hasBinaryContent(original());
            }
        } finally {
            executor.shutdown();
        }
        try (var list = Files.list(prepare())) {
            assertThat(list).hasSize(1);
        }
    }

    @Test
    void aMissingResourceIsNamed() throws IOException {
        Files.delete(TestModels.packed(tree));

        assertThatThrownBy(this::prepare)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("egnn_nbody/0.0.1/egnn_nbody-0000.params.gz: not among");
    }

    @Test
    void metadataThatAreNotJsonAreNamed() throws IOException {
        Files.writeString(TestModels.home(tree).resolve("metadata.json"), "{\"artifacts\": [");

        assertThatThrownBy(this::prepare)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "/mlrepo/model/undefined/io/egnn/egnn_nbody/metadata.json: not JSON");
    }

    @Test
    void anArtifactNameCannotLeadOutOfTheCache() throws IOException {
        TestModels.edit(
                TestModels.home(tree).resolve("metadata.json"),
                "\"version\": \"0.0.1\"",
                "\"version\": \"../../../../../../../../../../..\"");

        assertThatThrownBy(this::prepare)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("lead out of the cache folder");
    }

    @Test
    void aCacheThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(work.resolve("file"), "");
        try (TemporaryCache unusable = new TemporaryCache(file)) {
            assertThatThrownBy(this::prepare)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot unpack " + file);
        }
    }
}
