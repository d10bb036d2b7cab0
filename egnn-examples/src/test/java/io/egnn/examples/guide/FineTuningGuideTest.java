/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.loss.L1Loss;
import ai.djl.training.tracker.Tracker;
import io.egnn.datasets.molecule.LabelScaling;
import io.egnn.datasets.molecule.LabelScaling.Explained;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeFeatures;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.datasets.molecule.QM9;
import io.egnn.nn.MoleculeEgnn;
import io.egnn.nn.MoleculeEgnnConfig;
import io.egnn.training.AdamOptions;
import io.egnn.training.TrainingOptions;
import io.egnn.training.TrainingOutcome;
import io.egnn.training.TrainingRun;
import io.egnn.weights.StateDict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code of the page on fine-tuning that is not cut from an example. */
class FineTuningGuideTest {

    private static final List<Molecule> MOLECULES =
            Stream.of("C", "CC", "CCC", "CO", "CCO", "CCCO", "CC=O", "CCC=O")
                    .map(Molecule::ofSmiles)
                    .toList();
    private static final List<Double> BOILING_POINTS =
            List.of(-161.5, -88.6, -42.1, 64.7, 78.4, 97.2, 20.2, 48.8);

    @Test
    void aNewReadoutLearnsWhileTheTrunkStays() throws Exception {
        Engine.getEngine("PyTorch").setRandomSeed(1);
        MoleculeTable molecules = MoleculeTable.of(MOLECULES, "boiling_point", BOILING_POINTS);
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Model model = Model.newInstance("boiling", "PyTorch")) {
            MoleculeEgnn pretrained = pretrained(manager, molecules);
            // snippet:begin fine-tuning-labels
            MoleculeEgnn network = pretrained.config().withOutputs(1).newNetwork();
            network.initialize(model.getNDManager(), DataType.FLOAT32, pretrained.getInputShapes());
            StateDict.copy(pretrained, network);
            network.trunk().freezeParameters(true);
            model.setBlock(network);
            LabelScaling scaling =
                    new LabelScaling(
                            List.of(
                                    LabelScaling.fit(
                                            molecules,
                                            MoleculeTarget.of("boiling_point", "degrees C"),
                                            Explained.MEAN)));
            QM9 data = QM9.builder().setTable(molecules).setScaling(scaling).build();
            TrainingOutcome outcome =
                    TrainingRun.builder()
                            .setModel(model)
                            .setLoss(new L1Loss("mae"))
                            .setTraining(data::batches)
                            .setOptions(
                                    TrainingOptions.of(
                                            200, AdamOptions.adam(), Tracker.fixed(3e-3f), 1))
                            .build()
                            .run();
            // snippet:end
            assertThat(outcome.log().get(199).trainLoss())
                    .isLessThan(0.5 * outcome.log().get(0).trainLoss());
            StateDict.names(pretrained.trunk())
                    .forEach(
                            (name, parameter) ->
                                    assertThat(
                                                    StateDict.names(network.trunk())
                                                            .get(name)
                                                            .getArray()
                                                            .toFloatArray())
                                            .as(name)
                                            .containsExactly(parameter.getArray().toFloatArray()));
        }
    }

    private static MoleculeEgnn pretrained(NDManager manager, MoleculeTable molecules) {
        MoleculeEgnn network =
                MoleculeEgnnConfig.of(MoleculeFeatures.LENGTH, 16, 2, 8, 5, 12, 4).newNetwork();
        NDList batch =
                MoleculeFeatures.batch(manager, molecules, List.of(0L, 1L), DataType.FLOAT32)
                        .toNDList();
        network.initialize(manager, DataType.FLOAT32, batch.getShapes());
        return network;
    }
}
