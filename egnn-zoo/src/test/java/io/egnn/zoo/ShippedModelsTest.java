/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.NBodyVariant;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.equivariance.EquivarianceChecker;
import io.egnn.equivariance.OutputKind;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.Egnn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the jar, not what is made for tests. */
class ShippedModelsTest {

    @TempDir Path cache;

    private static ZooModel<ParticleSystem, ParticleSystem> nbody() throws Exception {
        return Criteria.builder()
                .setTypes(ParticleSystem.class, ParticleSystem.class)
                .optGroupId("io.egnn")
                .optArtifactId("egnn_nbody")
                .build()
                .loadModel();
    }

    @Test
    void everyArtifactAmongTheResourcesIsInTheCatalog() throws Exception {
        URI root = ShippedModelsTest.class.getResource("/mlrepo/").toURI();
        List<String> artifacts;
        try (var walk = Files.walk(Path.of(root))) {
            artifacts =
                    walk.filter(file -> file.endsWith("metadata.json"))
                            .map(file -> file.getParent().getFileName().toString())
                            .toList();
        }

        assertThat(ModelCatalog.shipped().entries())
                .extracting(entry -> entry.name())
                .doesNotHaveDuplicates()
                .extracting(name -> name.artifactId())
                .hasSameElementsAs(artifacts);
    }

    @Test
    void theContextClassLoaderDoesNotMatter() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThat(ModelCatalog.shipped().entries()).isNotEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void groupAndArtifactLoadItIntoAnyCache() throws Exception {
        ParticleSystem system = TestModels.system(5, 3, 4);
        try (TemporaryCache temporary = new TemporaryCache(cache);
                ZooModel<ParticleSystem, ParticleSystem> model = nbody();
                Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
            ParticleSystem predicted = predictor.predict(system);

            assertThat(predicted).isNotEqualTo(system);
            assertThat(model.getModelPath()).startsWith(cache);
        }
    }

    @Test
    void theTestErrorIsThatOfItsCard() throws Exception {
        double promised =
                ModelCatalog.shipped().entry("egnn_nbody").card().metrics().stream()
                        .filter(
                                m ->
                                        m.name().equals("test_mse")
                                                && m.samples().contains("standard"))
                        .findFirst()
                        .orElseThrow()
                        .value();
        NBodyTrajectories trajectories = NBodyVariant.NBODY_SMALL.trajectories(Usage.TEST, null);
        List<ParticleSystem> predicted;
        try (ZooModel<ParticleSystem, ParticleSystem> model = nbody();
                Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
            predicted =
                    predictor.batchPredict(
                            IntStream.range(0, trajectories.size())
                                    .mapToObj(trajectories::system)
                                    .toList());
        }

        assertThat(meanSquaredError(predicted, trajectories))
                .isCloseTo(promised, within(1e-5 * promised));
    }

    private static double meanSquaredError(
            List<ParticleSystem> predicted, NBodyTrajectories trajectories) {
        double sum = 0;
        for (int s = 0; s < predicted.size(); s++) {
            double[][] x = predicted.get(s).positions();
            double[][] y = trajectories.target(s);
            for (int i = 0; i < x.length; i++) {
                for (int d = 0; d < x[i].length; d++) {
                    sum += (x[i][d] - y[i][d]) * (x[i][d] - y[i][d]);
                }
            }
        }
        return sum
                / ((double) predicted.size() * trajectories.particles() * trajectories.dimension());
    }

    @ParameterizedTest(name = "{0} dimensions")
    @ValueSource(ints = {2, 3, 8})
    void theShippedWeightsAreEquivariant(int dimension) throws Exception {
        ParticleFeatures features = ParticleFeatures.INVARIANT;
        List<ParticleSystem> systems =
                List.of(TestModels.system(5, dimension, 1), TestModels.system(5, dimension, 2));
        try (ZooModel<ParticleSystem, ParticleSystem> model = nbody();
                Model exact = Model.newInstance("float64", "PyTorch")) {
            NDManager manager = exact.getNDManager();
            GraphBatch batch = features.batch(manager, systems, DataType.FLOAT64);
            Block network = Doubled.of((Egnn) model.getBlock(), batch, manager);

            EquivarianceChecker.of(OutputKind.NODE_COORDINATES)
                    .check(network, batch)
                    .orThrow(1e-10);
        }
    }
}
