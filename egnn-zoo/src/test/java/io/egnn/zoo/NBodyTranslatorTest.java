/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.equivariance.Haar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NBodyTranslatorTest {

    private static final ParticleFeatures FEATURES = ParticleFeatures.INVARIANT;

    private static final ParticleSystem SYSTEM = TestModels.system(5, 3, 2);

    private Model model;
    private Predictor<ParticleSystem, ParticleSystem> predictor;

    @BeforeEach
    void newModel() {
        useModel(DataType.FLOAT64);
    }

    private void useModel(DataType type) {
        model = TestModels.model(FEATURES, 8, type, 1);
        predictor = model.newPredictor(new NBodyTranslator(FEATURES));
    }

    @AfterEach
    void close() {
        predictor.close();
        model.close();
    }

    private static ParticleSystem shifted(ParticleSystem system, double by) {
        double[][] x = system.positions();
        Arrays.stream(x).forEach(row -> Arrays.setAll(row, d -> row[d] + by));
        return new ParticleSystem(x, system.velocities(), system.charges());
    }

    /** The tolerance is relative to the largest coordinate, and absolute below 1. */
    private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
        double largest =
                Arrays.stream(expected)
                        .flatMapToDouble(Arrays::stream)
                        .map(Math::abs)
                        .max()
                        .orElse(0);
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i])
                    .as("particle " + i)
                    .containsExactly(expected[i], within(tolerance * Math.max(1, largest)));
        }
    }

    @Test
    void positionsAreThoseOfTheNetwork() throws Exception {
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDArray expected =
                    model.getBlock()
                            .forward(new ParameterStore(manager, false), batch(manager), false)
                            .head();

            NDArray actual = manager.create(new Shape(1, 5, 3), DataType.FLOAT64);
            actual.set(
                    Arrays.stream(predictor.predict(SYSTEM).positions())
                            .flatMapToDouble(Arrays::stream)
                            .toArray());

            assertThatArray(actual).isCloseTo(expected, 1e-10, 1e-10);
        }
    }

    @Test
    void velocitiesAndChargesComeOutAsTheyWentIn() throws Exception {

        ParticleSystem predicted = predictor.predict(SYSTEM);

        assertThat(predicted.velocities()).isDeepEqualTo(SYSTEM.velocities());
        assertThat(predicted.charges()).isEqualTo(SYSTEM.charges());
        assertThat(predicted.positions()[0]).isNotEqualTo(SYSTEM.positions()[0]);
    }

    @Test
    void aMillionAwayFromTheOriginFloat32IsAsGoodAsAtTheOrigin() throws Exception {
        double[][] exact = predictor.predict(SYSTEM).positions();
        close();
        useModel(DataType.FLOAT32);

        ParticleSystem predicted = predictor.predict(shifted(SYSTEM, 1e6));

        // A few roundings of the displacements; those of the positions would be 0.06 each.
        assertClose(shifted(predicted, -1e6).positions(), exact, 2e-6);
    }

    @ParameterizedTest(name = "{0} dimensions")
    @ValueSource(ints = {1, 2, 3, 8})
    void rotatingAndReflectingTheParticlesDoesSoToThePrediction(int dimension) throws Exception {
        RealMatrix rotation =
                new Array2DRowRealMatrix(Haar.orthogonal(dimension, new SplittableRandom(3)));
        ParticleSystem system = TestModels.system(4, dimension, 2);
        ParticleSystem rotated =
                new ParticleSystem(
                        rotated(rotation, system.positions()),
                        rotated(rotation, system.velocities()),
                        system.charges());

        assertClose(
                predictor.predict(rotated).positions(),
                rotated(rotation, predictor.predict(system).positions()),
                1e-10);
    }

    private static double[][] rotated(RealMatrix rotation, double[][] rows) {
        return Arrays.stream(rows).map(rotation::operate).toArray(double[][]::new);
    }

    @ParameterizedTest(name = "particles {0}")
    @MethodSource
    void aBatchIsPredictedAsItsSystemsOneByOne(List<Integer> particles) throws Exception {
        List<ParticleSystem> systems = new ArrayList<>();
        for (int size : particles) {
            systems.add(TestModels.system(size, 3, systems.size()));
        }

        List<ParticleSystem> together = predictor.batchPredict(systems);

        assertThat(together).hasSameSizeAs(systems);
        for (int i = 0; i < systems.size(); i++) {
            assertClose(
                    together.get(i).positions(),
                    predictor.predict(systems.get(i)).positions(),
                    1e-10);
        }
    }

    static List<List<Integer>> aBatchIsPredictedAsItsSystemsOneByOne() {
        return List.of(List.of(5), List.of(5, 5, 5), List.of(5, 1, 10, 2));
    }

    @Test
    void oneParticleMovesAlongItsVelocity() throws Exception {
        ParticleSystem one =
                new ParticleSystem(
                        new double[][] {{1, 2, 3}}, new double[][] {{0.5, 0, 0}}, new double[] {1});

        double[] position = predictor.predict(one).positions()[0];

        assertThat(position[0]).isNotEqualTo(1);
        assertThat(new double[] {position[1], position[2]})
                .containsExactly(new double[] {2, 3}, within(1e-12));
    }

    @Test
    void particlesInOnePlaceHaveAPrediction() throws Exception {
        double[][] zero = new double[3][3];

        ParticleSystem predicted =
                predictor.predict(new ParticleSystem(zero, zero, new double[] {1, 1, -1}));

        assertClose(predicted.positions(), zero, 1e-12);
    }

    @Test
    void differentDimensionsInOneBatchAreAnError() {
        assertThatThrownBy(
                        () ->
                                predictor.batchPredict(
                                        List.of(
                                                TestModels.system(5, 3, 1),
                                                TestModels.system(5, 2, 1))))
                .isInstanceOf(TranslateException.class)
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPredictionThatIsNotFiniteIsAnErrorThatNamesTheSystem() {
        close();
        useModel(DataType.FLOAT32);
        double[][] far = {{1e30, 0, 0}, {-1e30, 0, 0}, {0, 1e30, 0}};
        ParticleSystem system = new ParticleSystem(far, new double[3][3], new double[] {1, 1, -1});

        assertThatThrownBy(
                        () -> predictor.batchPredict(List.of(TestModels.system(3, 3, 1), system)))
                .isInstanceOf(TranslateException.class)
                .hasMessageStartingWith(
                        "prediction for particle system 1 of the batch: position of particle 0");
    }

    @Test
    void onAThreadThatRecordsGradientsPredictingRecordsNone() throws Exception {
        requireGradients();

        List<Boolean> recorded =
                onFreshThread(
                        () -> {
                            List<Boolean> seen = new ArrayList<>();
                            // DJL switches recording on for as long as there is a collector.
                            try (GradientCollector gradients = newCollector();
                                    Predictor<ParticleSystem, ParticleSystem> spied =
                                            model.newPredictor(
                                                    new Spy(
                                                            x ->
                                                                    seen.add(
                                                                            isRecorded(
                                                                                    gradients,
                                                                                    x))));
                                    Predictor<NDList, NDList> raw =
                                            model.newPredictor(new NoopTranslator());
                                    NDManager manager = model.getNDManager().newSubManager()) {
                                spied.predict(SYSTEM);
                                spied.batchPredict(List.of(SYSTEM, TestModels.system(2, 3, 1)));
                                seen.add(isRecorded(gradients, raw.predict(batch(manager)).head()));
                            }
                            return seen;
                        });

        assertThat(recorded).containsExactly(false, false, false);
    }

    @Test
    void theSameNetworkInTrainingWouldRecordGradients() throws Exception {
        requireGradients();

        boolean recorded =
                onFreshThread(
                        () -> {
                            try (GradientCollector gradients = newCollector();
                                    NDManager manager = model.getNDManager().newSubManager()) {
                                return isRecorded(
                                        gradients,
                                        model.getBlock()
                                                .forward(
                                                        new ParameterStore(manager, false),
                                                        batch(manager),
                                                        true)
                                                .head());
                            }
                        });

        assertThat(recorded).isTrue();
    }

    private static GradientCollector newCollector() {
        return Engine.getEngine("PyTorch").newGradientCollector();
    }

    private static NDList batch(NDManager manager) {
        return FEATURES.batch(manager, List.of(SYSTEM), DataType.FLOAT64).toNDList();
    }

    private static boolean isRecorded(GradientCollector gradients, NDArray x) {
        try {
            gradients.backward(x.sum());
            return true;
        } catch (EngineException e) {
            assertThat(e).hasMessageContaining("does not require grad");
            return false;
        }
    }

    private void requireGradients() {
        for (Parameter parameter : model.getBlock().getParameters().values()) {
            parameter.getArray().setRequiresGradient(true);
        }
    }

    private static <T> T onFreshThread(Callable<T> task) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            return executor.submit(task).get();
        } finally {
            executor.shutdown();
        }
    }

    /** Looks at what the network returned. */
    private static final class Spy implements Translator<ParticleSystem, ParticleSystem> {

        private final NBodyTranslator translator = new NBodyTranslator(FEATURES);
        private final Consumer<NDArray> look;

        Spy(Consumer<NDArray> look) {
            this.look = look;
        }

        @Override
        public NDList processInput(TranslatorContext ctx, ParticleSystem input) {
            return translator.processInput(ctx, input);
        }

        @Override
        public ParticleSystem processOutput(TranslatorContext ctx, NDList list) throws Exception {
            return translator.processOutput(ctx, list);
        }

        @Override
        public NDList batchProcessInput(TranslatorContext ctx, List<ParticleSystem> inputs) {
            return translator.batchProcessInput(ctx, inputs);
        }

        @Override
        public List<ParticleSystem> batchProcessOutput(TranslatorContext ctx, NDList list)
                throws Exception {
            look.accept(list.head());
            return translator.batchProcessOutput(ctx, list);
        }
    }
}
