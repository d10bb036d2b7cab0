/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.dataset.Dataset.Usage;
import io.egnn.datasets.nbody.NBodyGenerator;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.zoo.ModelCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the page on deployment. */
class DeploymentGuideTest {

    @TempDir private Path folder;

    @Test
    void anExportedFolderAnswersInJson() throws Exception {
        ModelCatalog.shipped().save("egnn_nbody", folder);

        assertThat(answer(folder)).startsWith("{\"positions\":[[");
    }

    private static String answer(Path folder) throws Exception {
        // snippet:begin deployment-json
        Criteria<Input, Output> criteria =
                Criteria.builder().setTypes(Input.class, Output.class).optModelPath(folder).build();
        try (ZooModel<Input, Output> model = criteria.loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            Input request = new Input();
            request.add(
                    """
                    {"positions": [[0, 0, 0], [1, 0, 0]],
                     "velocities": [[0, 0.5, 0], [0, 0, 0.5]],
                     "charges": [1, -1]}
                    """);
            return predictor.predict(request).getAsString(0);
        }
        // snippet:end
    }

    @Test
    void everyThreadHasAPredictorOfItsOwn() throws Exception {
        NBodyTrajectories trajectories =
                NBodyGenerator.builder().optSamples(0, 0, 8).build().generate(Usage.TEST, null);
        List<ParticleSystem> systems =
                IntStream.range(0, 8).mapToObj(trajectories::system).toList();
        List<ParticleSystem> answers = new ArrayList<>();
        try (ZooModel<ParticleSystem, ParticleSystem> model =
                Criteria.builder()
                        .setTypes(ParticleSystem.class, ParticleSystem.class)
                        .optGroupId("io.egnn")
                        .optArtifactId("egnn_nbody")
                        .build()
                        .loadModel()) {
            // snippet:begin deployment-threads
            ExecutorService workers = Executors.newFixedThreadPool(2);
            try {
                List<Future<List<ParticleSystem>>> parts = new ArrayList<>();
                for (List<ParticleSystem> part :
                        List.of(systems.subList(0, 4), systems.subList(4, 8))) {
                    parts.add(
                            workers.submit(
                                    () -> {
                                        try (Predictor<ParticleSystem, ParticleSystem> own =
                                                model.newPredictor()) {
                                            return own.batchPredict(part);
                                        }
                                    }));
                }
                for (Future<List<ParticleSystem>> part : parts) {
                    answers.addAll(part.get());
                }
            } finally {
                workers.shutdown();
            }
            // snippet:end
            try (Predictor<ParticleSystem, ParticleSystem> alone = model.newPredictor()) {
                assertThat(answers.get(7).positions()[0][0])
                        .isCloseTo(alone.predict(systems.get(7)).positions()[0][0], within(1e-4));
            }
        }
    }
}
