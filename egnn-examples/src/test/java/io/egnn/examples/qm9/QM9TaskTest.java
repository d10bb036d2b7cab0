/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.egnn.examples.reproduce.TrainingQueue;
import io.egnn.examples.reproduce.TrainingResult;
import io.egnn.examples.training.TaskTraining;
import io.egnn.zoo.ModelFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QM9TaskTest {

    @TempDir private Path folder;

    @Test
    void aQueueTrainsItOnceAndKeepsTheErrorsOfItsCard() throws Exception {
        QM9Data data = QM9Data.read(InventedMolecules.write(folder.resolve("molecules.xyz"), 30));
        TaskTraining<QM9Task> training = training(data, "homo");
        List<String> notes = new ArrayList<>();

        new TrainingQueue(List.of(training), notes::add).run();
        new TrainingQueue(List.of(training), notes::add).run();

        assertThat(notes).hasSize(2);
        assertThat(notes.get(0))
                .startsWith("[1/1] SchNet for homo on 24 molecules of molecules.xyz, seed 1:");
        assertThat(notes.get(1)).isEqualTo("1 of 1 trainings have ended before");
        TrainingResult result = TrainingResult.of(training).orElseThrow();
        assertThat(result.test())
                .isEqualTo(ModelFolder.card(training.folder()).metrics().get(0).value());
        assertThat(result.updates()).isEqualTo(training.updates());
        assertThat(result.epochs()).isEqualTo(2);
    }

    @Test
    void thePropertiesAndTheDataDecideWhatIsTheSameTraining() throws Exception {
        QM9Data data = QM9Data.read(InventedMolecules.write(folder.resolve("molecules.xyz"), 30));
        QM9Data more = QM9Data.read(InventedMolecules.write(folder.resolve("more.xyz"), 31));

        assertThat(training(data, "homo").settings())
                .isEqualTo(training(data, "homo").settings())
                .isNotEqualTo(training(data, "lumo").settings())
                .isNotEqualTo(training(more, "homo").settings());
        assertThat(training(data, "homo").system()).isEqualTo(training(data, "lumo").system());
    }

    private TaskTraining<QM9Task> training(QM9Data data, String property) {
        QM9Recipe recipe = QM9Recipe.of("schnet", property);
        QM9Task task = QM9Task.of(recipe.withSchedule(recipe.schedule().withEpochs(2)), data);
        return new TaskTraining<>(
                task, 1, Device.cpu(), null, folder.resolve(property), task.command(1));
    }
}
