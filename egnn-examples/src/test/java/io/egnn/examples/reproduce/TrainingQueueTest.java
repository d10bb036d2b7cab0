/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.util.Progress;
import io.egnn.file.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingQueueTest {

    @TempDir private Path folder;
    private final List<String> trained = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Writes down that it ran. */
    private final class Fake implements PlannedTraining {

        private final String name;
        private final String settings;

        Fake(String name, String settings) {
            this.name = name;
            this.settings = settings;
        }

        @Override
        public String system() {
            return name.substring(0, 1);
        }

        @Override
        public String title() {
            return name;
        }

        @Override
        public Path folder() {
            return folder.resolve(name);
        }

        @Override
        public String settings() {
            return settings;
        }

        @Override
        public long updates() {
            return 10;
        }

        @Override
        public TrainingResult train(Progress progress) throws IOException {
            if (settings.equals("fails")) {
                throw new IOException("no more disk");
            }
            trained.add(name);
            progress.reset("Training", 1000);
            progress.update(0, "first");
            progress.update(999, "last");
            return new TrainingResult(settings, 1, 0.25, 0.5, 2, 3, 10, 7, 1.5);
        }
    }

    private void run(PlannedTraining... trainings) throws Exception {
        new TrainingQueue(List.of(trainings), notes::add).run();
    }

    @Test
    void everythingIsTrainedOnceAndKept() throws Exception {
        Fake a = new Fake("a1", "same");
        run(a, new Fake("b1", "same"));
        run(a, new Fake("a2", "same"), new Fake("b1", "same"));

        assertThat(trained).containsExactly("a1", "b1", "a2");
        assertThat(TrainingResult.of(a))
                .contains(new TrainingResult("same", 1, 0.25, 0.5, 2, 3, 10, 7, 1.5));
        assertThat(notes)
                .contains(
                        "[1/2] a1: validation 0.25000, test 0.50000 (best epoch 2 of 3), trained for 0:00:02",
                        "2 of 3 trainings have ended before");
    }

    @Test
    void whatFailedIsTrainedAgainTheNextTime() throws Exception {
        assertThatThrownBy(() -> run(new Fake("a1", "same"), new Fake("b1", "fails")))
                .hasMessage("no more disk");
        run(new Fake("a1", "same"), new Fake("b1", "same"));

        assertThat(trained).containsExactly("a1", "b1");
    }

    @Test
    void aFolderOfOtherSettingsIsAnErrorBeforeAnythingIsTrained() throws Exception {
        run(new Fake("b1", "old"));

        assertThatThrownBy(() -> run(new Fake("a1", "new"), new Fake("b1", "new")))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%s holds a training with other settings, [old] instead of [new]; another --runs leaves it alone"
                                .formatted(folder.resolve("b1")));
        assertThat(trained).containsExactly("b1");
    }

    @Test
    void whatAnotherIsAtIsLeftToIt() throws Exception {
        try (FolderLock lock = FolderLock.of(folder.resolve("a1"))) {
            assertThat(lock).isNotNull();
            run(new Fake("a1", "same"), new Fake("a2", "same"));
        }

        assertThat(trained).containsExactly("a2");
        assertThat(notes).contains("a1: another process is at it");
    }

    @Test
    void aDamagedResultIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("a1"));
        Files.writeString(folder.resolve("a1/result.json"), "{\"settings\": [");

        assertThatThrownBy(() -> run(new Fake("a1", "same")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder.resolve("a1/result.json") + ": ");
    }
}
