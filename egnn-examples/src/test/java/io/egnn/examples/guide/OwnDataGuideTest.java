/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.Batchifier;
import io.egnn.datasets.molecule.LabelScaling;
import io.egnn.datasets.molecule.LabelScaling.Explained;
import io.egnn.datasets.molecule.MoleculeFiles;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.datasets.molecule.QM9;
import io.egnn.datasets.nbody.NBody;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.datasets.randomgraph.Adjacency;
import io.egnn.datasets.randomgraph.GivenGraphs;
import io.egnn.datasets.randomgraph.GraphCollection;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.training.AdamOptions;
import io.egnn.training.BatchSource;
import io.egnn.training.MeanSquaredError;
import io.egnn.training.TrainingOptions;
import io.egnn.training.TrainingOutcome;
import io.egnn.training.TrainingRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the page on data of one's own. */
class OwnDataGuideTest {

    private static final String SDF =
            """
            one

            by hand
              2  1  0  0  0  0  0  0  0  0999 V2000
                0.0000    0.0000    0.0000 F   0  0
                0.0000    0.0000    0.9170 H   0  0
            M  END
            $$$$
            two

            by hand
              2  1  0  0  0  0  0  0  0  0999 V2000
                0.0000    0.0000    0.0000 H   0  0
                0.0000    0.0000    0.7400 H   0  0
            M  END
            $$$$
            """;

    @TempDir private Path folder;

    @Test
    void particlesBecomeADataSet() throws Exception {
        Path file = folder.resolve("trajectories.npz");
        // snippet:begin own-particles
        ParticleSystem before =
                new ParticleSystem(
                        new double[][] {{0, 0, 0}, {1, 0, 0}},
                        new double[][] {{0, 0.5, 0}, {0, 0, 0.5}},
                        new double[] {1, -1});
        ParticleSystem after =
                new ParticleSystem(
                        new double[][] {{0.1, 0.5, 0}, {0.9, 0, 0.5}},
                        new double[][] {{0, 0.5, 0}, {0, 0, 0.5}},
                        new double[] {1, -1});
        NBodyTrajectories trajectories = NBodyTrajectories.of(List.of(before), List.of(after));
        trajectories.write(file);
        NBody data =
                NBody.builder()
                        .optData(NBodyTrajectories.read(file))
                        .optFeatures(ParticleFeatures.INVARIANT)
                        .setSampling(100, true)
                        .build();
        // snippet:end
        assertThat(data.size()).isEqualTo(1);
        assertThat(data.trajectories().sha256()).isEqualTo(trajectories.sha256());
    }

    @Test
    void graphsBecomeADataSet() throws Exception {
        Path file = folder.resolve("graphs.g6");
        // snippet:begin own-graphs
        Graph<String, DefaultEdge> path = new SimpleGraph<>(DefaultEdge.class);
        List.of("a", "b", "c").forEach(path::addVertex);
        path.addEdge("a", "b");
        path.addEdge("b", "c");
        new GraphCollection(List.of(Adjacency.of(path))).write(file);
        GivenGraphs data =
                GivenGraphs.builder(GraphCollection.read(file))
                        .optDimension(8)
                        .setSampling(25, true)
                        .build();
        // snippet:end
        assertThat(data.size()).isEqualTo(1);
        assertThat(Files.readString(file)).isEqualTo("Bg\n");
    }

    @Test
    void moleculesAndATableBecomeADataSet() throws Exception {
        Path file = folder.resolve("mine.sdf");
        Files.writeString(file, SDF);
        Files.writeString(folder.resolve("mine.sdf.csv"), "name,solubility\none,0.3\ntwo,-1.5\n");
        // snippet:begin own-molecules
        // mine.sdf, and beside it mine.sdf.csv with a column "solubility"
        MoleculeTable molecules = MoleculeFiles.open(file);
        LabelScaling scaling =
                new LabelScaling(
                        List.of(
                                LabelScaling.fit(
                                        molecules,
                                        MoleculeTarget.of("solubility", "mol/l"),
                                        Explained.MEAN)));
        QM9 data = QM9.builder().setTable(molecules).setScaling(scaling).build();
        // snippet:end
        assertThat(data.size()).isEqualTo(2);
        assertThat(molecules.label(1, "solubility")).isEqualTo(-1.5);
        assertThat(scaling.scaled(molecules, 0)[0]).isEqualTo(1);
    }

    @Test
    void anythingWithPositionsCanBeTrainedOn() throws Exception {
        Engine.getEngine("PyTorch").setRandomSeed(1);
        TrainingOutcome outcome = positions();

        assertThat(outcome.log().get(299).trainLoss())
                .isLessThan(outcome.log().get(0).trainLoss() / 10);
    }

    private static TrainingOutcome positions() throws Exception {
        // snippet:begin own-positions
        EgnnConfig config =
                EgnnConfig.builder()
                        .setFeatures(4, 32)
                        .optLayers(2)
                        .optOutputs(Outputs.GRAPH)
                        .optOutputFeatures(1)
                        .build();
        BatchSource source =
                (manager, epoch) -> {
                    NDManager own = manager.newSubManager();
                    NDArray h = own.randomNormal(new Shape(50, 6, 4));
                    NDArray x = own.randomNormal(new Shape(50, 6, 3));
                    // What is to be learned: how far the points are from their centre.
                    NDArray y =
                            x.sub(x.mean(new int[] {1}, true))
                                    .square()
                                    .sum(new int[] {1, 2})
                                    .reshape(50, 1);
                    NDList inputs = GraphBatch.of(h, x).toNDList();
                    return List.of(
                            new Batch(
                                    own,
                                    inputs,
                                    new NDList(y),
                                    50,
                                    Batchifier.STACK,
                                    Batchifier.STACK,
                                    1,
                                    1));
                };
        try (Model model = Model.newInstance("mine", "PyTorch");
                Batch first = source.epoch(model.getNDManager(), 0).iterator().next()) {
            model.setBlock(config.newNetwork());
            model.getBlock()
                    .initialize(
                            model.getNDManager(), DataType.FLOAT32, first.getData().getShapes());
            return TrainingRun.builder()
                    .setModel(model)
                    .setLoss(new MeanSquaredError())
                    .setTraining(source)
                    .setOptions(
                            TrainingOptions.of(300, AdamOptions.adam(), Tracker.fixed(5e-3f), 1))
                    .build()
                    .run();
        }
        // snippet:end
    }
}
