/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.ParameterStore;
import ai.djl.util.JsonUtils;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.nn.Egnn;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.RandomGraphs;
import io.egnn.nn.baseline.ConstantVelocity;
import io.egnn.nn.baseline.GnnConfig;
import io.egnn.nn.baseline.RadialFieldConfig;
import io.egnn.nn.baseline.Se3TransformerConfig;
import io.egnn.nn.baseline.TensorFieldConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of network as a model of particles: saved, loaded, translated. */
class NetworkKindTest {

    private static final List<ParticleSystem> SYSTEMS =
            List.of(TestModels.system(5, 3, 1), TestModels.system(5, 3, 2));

    @TempDir Path folder;

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(
                        "egnn",
                        ParticleFeatures.PAPER,
                        TestModels.config(ParticleFeatures.PAPER, 8)),
                Arguments.of("gnn", ParticleFeatures.STATE, new GnnConfig(6, 8, 2, 1, 3)),
                Arguments.of(
                        "rf", ParticleFeatures.PAPER, RadialFieldConfig.withVelocities(8, 2, 2)),
                Arguments.of("tfn", ParticleFeatures.CHARGE, new TensorFieldConfig(1, 3, 2, 2, 4)),
                Arguments.of(
                        "se3", ParticleFeatures.CHARGE, new Se3TransformerConfig(1, 3, 2, 1, 4)),
                Arguments.of("linear", ParticleFeatures.PAPER, new ConstantVelocity.Config()));
    }

    private static Model model(ParticleFeatures features, NetworkConfig config) {
        Model model = Model.newInstance("tiny", Device.cpu(), "PyTorch");
        NDManager manager = model.getNDManager();
        model.setBlock(
                new RandomGraphs(manager, 1, DataType.FLOAT32)
                        .filled(
                                config.newNetwork(),
                                features.batch(manager, SYSTEMS, DataType.FLOAT32)));
        return model;
    }

    private void save(ParticleFeatures features, NetworkConfig config) throws Exception {
        try (Model model = model(features, config)) {
            ModelFolder.save(
                    folder, model, NBodyTranslatorFactory.arguments(features), TestModels.card());
        }
    }

    private ZooModel<ParticleSystem, ParticleSystem> load() throws Exception {
        Criteria.Builder<ParticleSystem, ParticleSystem> criteria =
                ModelCatalog.shipped()
                        .criteria(folder.toString(), ParticleSystem.class, ParticleSystem.class);
        return criteria.build().loadModel();
    }

    /** What the network makes of the positions as they are, in the shape of the translator. */
    private static double[] positions(ParticleFeatures features, NetworkConfig config) {
        try (Model model = model(features, config);
                NDManager manager = model.getNDManager().newSubManager()) {
            NDList batch = features.batch(manager, SYSTEMS, DataType.FLOAT32).toNDList();
            NDArray x =
                    model.getBlock()
                            .forward(new ParameterStore(manager, false), batch, false)
                            .head();
            return x.toType(DataType.FLOAT64, false).toDoubleArray();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void aSavedModelPredictsWhatTheNetworkDoes(
            String name, ParticleFeatures features, NetworkConfig config) throws Exception {
        save(features, config);

        try (ZooModel<ParticleSystem, ParticleSystem> model = load();
                Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
            double[] predicted =
                    predictor.batchPredict(SYSTEMS).stream()
                            .flatMap(system -> Arrays.stream(system.positions()))
                            .flatMapToDouble(Arrays::stream)
                            .toArray();

            double[] expected = positions(features, config);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(predicted).containsExactly(expected, within(1e-5 * largest));
        }
        assertThat(ModelFolder.arguments(folder)).containsEntry("network", name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void theConfigurationIsReadBack(String name, ParticleFeatures features, NetworkConfig config) {
        assertThat(EgnnBlockFactory.config(EgnnBlockFactory.arguments(config))).isEqualTo(config);
        assertThat(NetworkKind.of(config).title()).isEqualTo(name);
    }

    /** All but linear motion, which looks at no features. */
    static Stream<Arguments> kindsWithFeatures() {
        return kinds().filter(kind -> !kind.get()[0].equals("linear"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kindsWithFeatures")
    void otherFeaturesThanThoseItWasTrainedOnAreAnError(
            String name, ParticleFeatures features, NetworkConfig config) throws Exception {
        save(features, config);
        TestModels.edit(
                folder.resolve("serving.properties"),
                "features=" + features.name().toLowerCase(Locale.ROOT),
                "features=invariant");

        assertThatThrownBy(this::load).hasMessageStartingWith("features INVARIANT: expected");
    }

    @Test
    void aModelWithoutAKindIsAnEgnn() throws Exception {
        save(ParticleFeatures.PAPER, TestModels.config(ParticleFeatures.PAPER, 8));
        TestModels.edit(folder.resolve("serving.properties"), "network=egnn\n", "");

        try (ZooModel<ParticleSystem, ParticleSystem> model = load()) {
            assertThat(model.getBlock()).isInstanceOf(Egnn.class);
        }
    }

    @Test
    void aConfigurationOfAnotherKindIsAnErrorThatNamesBoth() throws Exception {
        save(ParticleFeatures.STATE, new GnnConfig(6, 8, 2, 1, 3));
        TestModels.edit(folder.resolve("serving.properties"), "network=gnn", "network=rf");

        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("model argument config of network rf: unknown entry");
    }

    @Test
    void parametersOfAnotherKindAreAnError() throws Exception {
        save(ParticleFeatures.PAPER, new ConstantVelocity.Config());
        TestModels.edit(folder.resolve("serving.properties"), "network=linear", "network=rf");
        TestModels.edit(
                folder.resolve("serving.properties"),
                "config={}",
                "config=" + JsonUtils.GSON.toJson(RadialFieldConfig.withVelocities(8, 2, 2)));

        assertThatThrownBy(this::load)
                .isInstanceOf(MalformedModelException.class)
                .hasMessageContaining("belong to another configuration");
    }

    @Test
    void aNetworkThatTheZooDoesNotHaveIsNotSaved() {
        NetworkConfig unknown =
                () -> {
                    throw new IllegalStateException();
                };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EgnnBlockFactory.arguments(unknown))
                .withMessageStartingWith("expected the configuration of one of egnn, gnn, rf");
    }

    @Test
    void absolutePositionsReachTheNetworkThatSeesThem() throws Exception {
        save(ParticleFeatures.STATE, new GnnConfig(6, 8, 2, 1, 3));
        double[][] moved = SYSTEMS.get(0).positions();
        for (double[] position : moved) {
            position[0] += 1;
        }
        ParticleSystem shifted =
                new ParticleSystem(moved, SYSTEMS.get(0).velocities(), SYSTEMS.get(0).charges());

        try (ZooModel<ParticleSystem, ParticleSystem> model = load();
                Predictor<ParticleSystem, ParticleSystem> predictor = model.newPredictor()) {
            double there = predictor.predict(shifted).positions()[0][0];
            double here = predictor.predict(SYSTEMS.get(0)).positions()[0][0];

            // An equivariant network would move its answer by exactly 1.
            assertThat(there - here).isNotCloseTo(1, within(1e-2));
        }
    }
}
