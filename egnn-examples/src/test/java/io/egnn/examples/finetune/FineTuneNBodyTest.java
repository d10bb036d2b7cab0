/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.repository.zoo.ZooModel;
import com.google.gson.JsonObject;
import io.egnn.datasets.nbody.NBodyTrajectories;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.examples.CommandRun;
import io.egnn.nn.Egnn;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FineTuneNBodyTest {

    @TempDir private Path folder;

    private final FineTuneNBody brief = new FineTuneNBody(50, 3, 1, Device.cpu());

    @Test
    void frozenLayersKeepTheirBitsAndOthersMove() throws Exception {
        try (ZooModel<ParticleSystem, ParticleSystem> model = brief.load()) {
            Egnn network = (Egnn) model.getBlock();
            Map<String, float[]> before = values(network);

            brief.fit(model, network.getInputShapes(), FineTuneNBody.frozen(network));

            Map<String, float[]> after = values(network);
            for (String name : after.keySet()) {
                boolean frozen = name.contains("embedding") || name.contains("edge_mlp");
                if (frozen || name.contains("coord_mlp")) {
                    assertThat(Arrays.equals(after.get(name), before.get(name)))
                            .as(name + " keeps its bits")
                            .isEqualTo(frozen);
                }
            }
            assertThat(after.keySet()).anyMatch(name -> name.contains("edge_mlp"));
            assertThat(after.keySet()).anyMatch(name -> name.contains("coord_mlp"));
        }
    }

    @Test
    void aFineTunedModelIsSavedLoadedAndTrainedFurther() throws Exception {
        try (ZooModel<ParticleSystem, ParticleSystem> model = brief.load();
                Model copy = Model.newInstance("tuned", Device.cpu(), "PyTorch")) {
            Egnn network = (Egnn) model.getBlock();
            Shape[] shapes = network.getInputShapes();
            brief.fit(model, shapes, FineTuneNBody.frozen(network));
            model.save(folder, "tuned");

            Egnn loaded = new Egnn(network.config());
            copy.setBlock(loaded);
            copy.load(folder, "tuned");
            float[] tuned = allValues(network);
            assertThat(Arrays.equals(allValues(loaded), tuned)).isTrue();

            brief.fit(copy, shapes, FineTuneNBody.frozen(loaded));
            assertThat(Arrays.equals(allValues(loaded), tuned)).isFalse();
        }
    }

    @Test
    void theCommandReportsBothModels() {
        CommandRun run =
                CommandRun.of(
                        "finetune",
                        "nbody",
                        "--samples",
                        "50",
                        "--seeds",
                        "1",
                        "--steps",
                        "2",
                        "--test",
                        "5",
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject row = run.json().getAsJsonArray("rows").get(0).getAsJsonObject();
        assertThat(row.keySet())
                .containsExactly(
                        "samples", "seed", "steps", "pretrained", "fine_tuned", "from_scratch");
        assertThat(row.get("fine_tuned").getAsDouble())
                .isLessThan(row.get("from_scratch").getAsDouble());
    }

    @Test
    void stepsAreThoseOfWholeEpochs() throws Exception {
        NBodyTrajectories test = FineTuneNBody.testSystems(2);

        assertThat(new FineTuneNBody(100, 3, 1, Device.cpu()).run(test).steps()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FineTuneNBody(100, 1, 1, Device.cpu()).run(test))
                .withMessage("--steps: expected at least an epoch of 2, got 1");
    }

    @ParameterizedTest(name = "{0} samples, seed {1}")
    @CsvSource({"100,1", "100,2", "100,3", "300,1", "300,2", "300,3"})
    @Tag("slow")
    void fineTuningIsAQuarterBetterThanTrainingFromScratch(int samples, long seed)
            throws Exception {
        NBodyTrajectories test = FineTuneNBody.testSystems(1000);

        FineTuneNBody.Errors errors =
                new FineTuneNBody(samples, FineTuneNBody.STEPS, seed, Device.cpu()).run(test);

        assertThat(errors.fineTuned()).isLessThan(0.75 * errors.fromScratch());
        assertThat(errors.fineTuned()).isLessThan(errors.pretrained());
    }

    private static float[] allValues(Block block) {
        List<float[]> arrays = List.copyOf(values(block).values());
        float[] all = new float[arrays.stream().mapToInt(array -> array.length).sum()];
        int at = 0;
        for (float[] array : arrays) {
            System.arraycopy(array, 0, all, at, array.length);
            at += array.length;
        }
        return all;
    }

    private static Map<String, float[]> values(Block block) {
        Map<String, float[]> values = new LinkedHashMap<>();
        block.getParameters()
                .forEach(
                        pair -> {
                            NDArray array = pair.getValue().getArray();
                            values.put(pair.getKey(), array.toFloatArray());
                        });
        return values;
    }
}
