/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.EasyTrain;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.tracker.Tracker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedAdamTest {

    private static final float RATE = 1e-2f;

    /**
     * The gradient of sum(c_i w_i) is c, so the first update is known by hand: -lr g / (|g| + eps).
     */
    @Test
    void theFirstUpdateIsThatOfTorchOptimAdam() {
        try (Model model = SmallNet.model(1, 2, DataType.FLOAT64);
                FusedAdam adam =
                        new FusedAdam(model.getBlock(), AdamOptions.adam(), Tracker.fixed(RATE))) {
            Parameter weight = model.getBlock().getParameters().valueAt(0);
            double[] before = SmallNet.doubles(weight.getArray());
            double[] gradient = {1, -2, 1e-7, 0, 3e-9, -1e3};
            setGradient(model.getBlock(), 0, gradient);

            adam.step();

            double[] after = SmallNet.doubles(weight.getArray());
            for (int i = 0; i < before.length; i++) {
                double expected = before[i] - RATE * gradient[i] / (Math.abs(gradient[i]) + 1e-8);
                assertThat(after[i]).as("element %d", i).isCloseTo(expected, within(1e-15));
            }
            assertThat(adam.updates()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "{0}, decoupled {1}, decay {2}, clipped to {3}")
    @CsvSource({
        "float64, false, 0, Infinity, 1e-13",
        "float64, false, 0.1, Infinity, 1e-13",
        "float64, true, 0.1, Infinity, 1e-13",
        "float64, true, 0.1, 0.5, 1e-13",
        "float32, true, 0.1, Infinity, 5e-6",
        "float32, false, 0.1, 0.5, 5e-6"
    })
    void fiftyUpdatesAgreeWithTheFormula(
            String type, boolean decoupled, double decay, double maxNorm, double tolerance) {
        AdamOptions options = new AdamOptions(0.9, 0.99, 1e-6, decay, decoupled, maxNorm);
        DataType dataType = DataType.valueOf(type.toUpperCase(java.util.Locale.ROOT));
        Tracker schedule = CosineSchedule.perUpdate(RATE, 5, 60);
        try (Model model = SmallNet.model(2, 16, dataType);
                FusedAdam adam = new FusedAdam(model.getBlock(), options, schedule);
                Trainer trainer = SmallNet.trainer(model, adam);
                NDManager manager = trainer.getManager().newSubManager()) {
            PlainAdam reference = new PlainAdam(SmallNet.values(model.getBlock()), options);
            for (int step = 1; step <= 50; step++) {
                try (Batch batch =
                        SmallNet.batch(
                                manager.newSubManager(), DrawSeed.of(3, step), 20, dataType, 0)) {
                    EasyTrain.trainBatch(trainer, batch);
                    double[] gradient = gradients(model.getBlock());
                    adam.step(); // DJL's own Trainer.step() fails in float64
                    reference.step(gradient, schedule.getNewValue(step));
                }
                double[] values = SmallNet.values(model.getBlock());
                assertThat(values)
                        .as("update %d", step)
                        .usingComparatorWithPrecision(tolerance)
                        .containsExactly(reference.weights);
                // Each step is compared from the same point, so that errors do not add up.
                System.arraycopy(values, 0, reference.weights, 0, values.length);
                assertThat(gradients(model.getBlock())).containsOnly(0.0);
            }
            assertThat(adam.updates()).isEqualTo(50);
        }
    }

    @ParameterizedTest(name = "beta2 {0}: {1} learning rates")
    @CsvSource({"0.95, 5.837", "0.99, 10.47"})
    void aSingleGradientMovesLessWithAShorterMemory(double beta2, double learningRates) {
        AdamOptions options = AdamOptions.adam().withBeta2(beta2);
        try (Model model = SmallNet.model(1, 2, DataType.FLOAT64);
                FusedAdam adam = new FusedAdam(model.getBlock(), options, Tracker.fixed(RATE))) {
            Parameter weight = model.getBlock().getParameters().valueAt(0);
            double before = SmallNet.doubles(weight.getArray())[0];
            for (int step = 0; step < 2000; step++) {
                setGradient(model.getBlock(), 0, step == 1500 ? 7 : 0);
                adam.step();
            }
            double after = SmallNet.doubles(weight.getArray())[0];

            double formula = 0.1 / (Math.sqrt(1 - beta2) * (1 - 0.9 / Math.sqrt(beta2)));
            assertThat(formula).isCloseTo(learningRates, within(5e-3));
            assertThat((before - after) / RATE).isCloseTo(formula, within(1e-3));
        }
    }

    @Test
    void callingItByHandIsTheSameAsTheTrainersStep() {
        double[] byTrainer = trained(trainer -> trainer.step());
        double[] byHand = trained(null);

        assertThat(byHand).containsExactly(byTrainer);
    }

    @Test
    void frozenParametersKeepTheirBitsAndCountTheirOwnUpdates() {
        try (Model model = SmallNet.model(4, 16, DataType.FLOAT64);
                FusedAdam adam =
                        new FusedAdam(
                                model.getBlock(), AdamOptions.adamW(0.1), Tracker.fixed(RATE))) {
            Block block = model.getBlock();
            Parameter weight = block.getParameters().valueAt(0);
            double[] before = SmallNet.doubles(weight.getArray());
            weight.freeze(true);
            for (int i = 0; i < 3; i++) {
                setGradient(block, 1, 2.0);
                adam.step();
            }
            assertThat(SmallNet.doubles(weight.getArray())).containsExactly(before);

            weight.freeze(false);
            setGradient(block, 0, 5.0);
            adam.step();
            double expected = before[0] * (1 - RATE * 0.1) - RATE * (5 / (5 + 1e-8));
            assertThat(SmallNet.doubles(weight.getArray())[0]).isCloseTo(expected, within(1e-15));
        }
    }

    @Test
    void aSavedStateContinuesBitByBit() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        double[] straight;
        double[] middle;
        try (Model model = SmallNet.model(5);
                FusedAdam adam =
                        new FusedAdam(
                                model.getBlock(), AdamOptions.adamW(0.01), Tracker.fixed(RATE))) {
            train(model, adam, 0, 10);
            adam.save(new DataOutputStream(bytes));
            middle = SmallNet.values(model.getBlock());
            train(model, adam, 10, 20);
            straight = SmallNet.values(model.getBlock());
        }
        try (Model model = SmallNet.model(5);
                FusedAdam first =
                        new FusedAdam(
                                model.getBlock(), AdamOptions.adamW(0.01), Tracker.fixed(RATE));
                FusedAdam second =
                        new FusedAdam(
                                model.getBlock(), AdamOptions.adamW(0.01), Tracker.fixed(RATE))) {
            train(model, first, 0, 10);
            assertThat(SmallNet.values(model.getBlock())).containsExactly(middle);
            second.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(second.updates()).isEqualTo(10);
            train(model, second, 10, 20);

            assertThat(SmallNet.values(model.getBlock())).containsExactly(straight);
        }
    }

    @ParameterizedTest(name = "gradient {0}, clipped to {1}")
    @CsvSource({"NaN, Infinity", "Infinity, Infinity", "NaN, 1", "-Infinity, 1"})
    void aGradientThatIsNotFiniteIsNamedAndChangesNothing(double bad, double maxNorm) {
        AdamOptions options = AdamOptions.adam().withMaxGradientNorm(maxNorm);
        try (Model model = SmallNet.model(6);
                FusedAdam adam = new FusedAdam(model.getBlock(), options, Tracker.fixed(RATE))) {
            double[] before = SmallNet.values(model.getBlock());
            setGradient(model.getBlock(), 0, 1.0);
            setGradient(model.getBlock(), 2, 1.0, bad);

            assertThatThrownBy(adam::step)
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining("update 1")
                    .hasMessageContaining(model.getBlock().getParameters().keyAt(2))
                    .hasMessageContaining("not finite");
            assertThat(SmallNet.values(model.getBlock())).containsExactly(before);
            assertThat(adam.updates()).isZero();
        }
    }

    @Test
    void trainingAnotherBlockIsRefused() {
        try (Model model = SmallNet.model(7);
                Model other = SmallNet.model(8);
                FusedAdam adam =
                        new FusedAdam(other.getBlock(), AdamOptions.adam(), Tracker.fixed(RATE));
                Trainer trainer = SmallNet.trainer(model, adam);
                Batch batch =
                        SmallNet.batch(
                                trainer.getManager().newSubManager(), 1, 5, DataType.FLOAT32, 0)) {
            EasyTrain.trainBatch(trainer, batch);
            assertThatThrownBy(trainer::step)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another block");
        }
    }

    @Test
    void aBlockWithoutValuesOrWithNothingToTrainIsRefused() {
        try (Model model = SmallNet.model(9);
                Model empty = Model.newInstance("empty", Device.cpu(), "PyTorch")) {
            empty.setBlock(ai.djl.nn.core.Linear.builder().setUnits(2).build());
            FusedAdam unset =
                    new FusedAdam(empty.getBlock(), AdamOptions.adam(), Tracker.fixed(RATE));
            assertThatThrownBy(unset::step)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("weight has no value yet");

            model.getBlock().freezeParameters(true);
            FusedAdam frozen =
                    new FusedAdam(model.getBlock(), AdamOptions.adam(), Tracker.fixed(RATE));
            assertThatThrownBy(frozen::step)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("every parameter is frozen");
        }
    }

    @Test
    void constantsOutsideTheirRangeAreNamed() {
        assertThatThrownBy(() -> new AdamOptions(1, 0.999, 1e-8, 0, false, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("beta1")
                .hasMessageContaining("1.0");
        assertThatThrownBy(() -> AdamOptions.adamW(Double.NaN)).hasMessageContaining("weightDecay");
        assertThatThrownBy(() -> AdamOptions.adam().withMaxGradientNorm(0))
                .hasMessageContaining("maxGradientNorm");
        try (Model model = SmallNet.model(9);
                FusedAdam adam =
                        new FusedAdam(
                                model.getBlock(), AdamOptions.adam(), Tracker.fixed(Float.NaN))) {
            assertThatThrownBy(adam::step).hasMessageContaining("learning rate at update 1 is NaN");
        }
    }

    private static double[] trained(
            java.util.function.@org.jspecify.annotations.Nullable Consumer<Trainer> step) {
        try (Model model = SmallNet.model(10);
                FusedAdam adam =
                        new FusedAdam(model.getBlock(), AdamOptions.adam(), Tracker.fixed(RATE));
                Trainer trainer = SmallNet.trainer(model, adam)) {
            for (int i = 0; i < 10; i++) {
                try (Batch batch =
                        SmallNet.batch(
                                trainer.getManager().newSubManager(), i, 20, DataType.FLOAT32, 0)) {
                    EasyTrain.trainBatch(trainer, batch);
                    if (step == null) {
                        adam.step();
                    } else {
                        step.accept(trainer);
                    }
                }
            }
            return SmallNet.values(model.getBlock());
        }
    }

    private static void train(Model model, FusedAdam adam, int from, int to) {
        try (Trainer trainer = SmallNet.trainer(model, adam)) {
            for (int i = from; i < to; i++) {
                try (Batch batch =
                        SmallNet.batch(
                                trainer.getManager().newSubManager(), i, 20, DataType.FLOAT32, 0)) {
                    EasyTrain.trainBatch(trainer, batch);
                    trainer.step();
                }
            }
        }
    }

    /**
     * Adds to the gradient of one parameter: the first elements as given, the last of them
     * repeated.
     */
    static void setGradient(Block block, int index, double... elements) {
        NDArray weight = block.getParameters().valueAt(index).getArray();
        try (NDManager manager = weight.getManager().newSubManager();
                GradientCollector collector = manager.getEngine().newGradientCollector()) {
            double[] c = new double[Math.toIntExact(weight.size())];
            for (int i = 0; i < c.length; i++) {
                c[i] = elements[Math.min(i, elements.length - 1)];
            }
            Shape shape = weight.getShape();
            NDArray factor = manager.create(c, shape).toType(weight.getDataType(), false);
            collector.backward(factor.mul(weight).sum());
        }
    }

    static double[] gradients(Block block) {
        return block.getParameters().values().stream()
                .flatMapToDouble(
                        p -> {
                            try (NDArray gradient = p.getArray().getGradient()) {
                                return java.util.Arrays.stream(SmallNet.doubles(gradient));
                            }
                        })
                .toArray();
    }

    /** The formulas of torch.optim in plain Java. */
    private static final class PlainAdam {
        private final double[] weights;
        private final double[] m;
        private final double[] v;
        private final AdamOptions options;
        private int t;

        PlainAdam(double[] weights, AdamOptions options) {
            this.weights = weights;
            this.options = options;
            m = new double[weights.length];
            v = new double[weights.length];
        }

        void step(double[] gradient, double rate) {
            t++;
            double norm = Math.sqrt(java.util.Arrays.stream(gradient).map(g -> g * g).sum());
            double scale = Math.min(1, options.maxGradientNorm() / (norm + 1e-6));
            for (int i = 0; i < weights.length; i++) {
                double g = gradient[i] * scale;
                if (options.decoupled()) {
                    weights[i] -= rate * options.weightDecay() * weights[i];
                } else {
                    g += options.weightDecay() * weights[i];
                }
                m[i] += (1 - options.beta1()) * (g - m[i]);
                v[i] = options.beta2() * v[i] + (1 - options.beta2()) * g * g;
                double mean = m[i] / (1 - Math.pow(options.beta1(), t));
                double root = Math.sqrt(v[i] / (1 - Math.pow(options.beta2(), t)));
                weights[i] -= rate * mean / (root + options.epsilon());
            }
        }
    }
}
