/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.finetune;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FineTuneNBodyTest {

    private static final Pattern LAYER = Pattern.compile("gcl_(\\d+)");

    @TempDir private Path folder;

    private final FineTuneNBody brief = new FineTuneNBody(50, 3, 1, Device.cpu());

    @Test
    void frozenLayersKeepTheirBitsAndOthersMove() throws Exception {
        try (ZooModel<ParticleSystem, ParticleSystem> model = brief.load()) {
            Egnn network = (Egnn) model.getBlock();
            Map<String, float[]> before = values(network);

            brief.fit(model, network.getInputShapes(), FineTuneNBody.frozen(network));

            Map<String, float[]> after = values(network);
            int firstFree = network.layers().size() / 2;
            after.forEach(
                    (name, value) -> {
                        if (name.contains("embedding") || layer(name) < firstFree) {
                            assertThat(value).as(name).isEqualTo(before.get(name));
                        }
                    });
            assertThat(after.keySet())
                    .filteredOn(name -> layer(name) == firstFree && name.endsWith("weight"))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(after.get(name)).isNotEqualTo(before.get(name)));
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
            assertThat(values(loaded).values())
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyElementsOf(values(network).values());

            List<Block> frozen = FineTuneNBody.frozen(loaded);
            brief.fit(copy, shapes, frozen);
            assertThat(values(loaded).values())
                    .usingRecursiveFieldByFieldElementComparator()
                    .isNotEqualTo(values(network).values());
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
                .containsExactly("samples", "seed", "pretrained", "fine_tuned", "from_scratch");
        assertThat(row.get("fine_tuned").getAsDouble())
                .isLessThan(row.get("from_scratch").getAsDouble());
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

    /** The number of the layer that a parameter is in, from 0. */
    private static int layer(String parameter) {
        Matcher matcher = LAYER.matcher(parameter);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
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
