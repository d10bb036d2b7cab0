/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two graphs by hand: a path of three nodes, and two nodes that are joined, padded to three. */
class ReconstructionTest {

    private static final double[] JOINED = {
        0, 1, 0, 1, 0, 1, 0, 1, 0, /**/ 0, 1, 0, 1, 0, 0, 0, 0, 0
    };
    private static final double[] PAIRS = {
        0, 1, 1, 1, 0, 1, 1, 1, 0, /**/ 0, 1, 0, 1, 0, 0, 0, 0, 0
    };

    /** Of the path, pair 0-2 is predicted wrongly; the other graph's edge is missed. */
    private static final double[] SCORES = {
        9, 2, 1, 2, 9, 3, 1, 3, 9, /**/ 9, -2, 9, -2, 9, 9, 9, 9, 9
    };

    private NDManager manager;
    private NDList labels;
    private NDList predictions;

    @BeforeEach
    void makeGraphs() {
        manager = NDManager.newBaseManager();
        labels = new NDList(array(JOINED), array(PAIRS));
        predictions = new NDList(array(SCORES));
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void theLossIsTheSumOverPairsAndTheMeanOverGraphs() {
        double path = 2 * (-logSigma(2) - logSigma(3) - logSigma(-1));
        double pair = 2 * -logSigma(-2);

        assertThat(ReconstructionLoss.perGraph(labels, predictions).toDoubleArray())
                .containsExactly(new double[] {path, pair}, within(1e-14));
        assertThat(new ReconstructionLoss().evaluate(labels, predictions).getDouble())
                .isCloseTo((path + pair) / 2, within(1e-14));
    }

    @Test
    void aPairThatIsWrongBeyondAllBoundsCountsAHundredAndHasNoGradient() {
        double[] scores = SCORES.clone();
        scores[2] = 1e9;
        scores[6] = 1e9;
        NDArray far = array(scores);
        far.setRequiresGradient(true);

        try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray loss = new ReconstructionLoss().evaluate(labels, new NDList(far));
            collector.backward(loss);
        }

        double[] gradient = far.getGradient().toDoubleArray();
        assertThat(new double[] {gradient[2], gradient[6]}).containsOnly(0);
        assertThat(gradient[1]).isCloseTo((1 / (1 + Math.exp(-2)) - 1) / 2, within(1e-12));
        assertThat(ReconstructionLoss.perGraph(labels, new NDList(far)).toDoubleArray()[0])
                .isCloseTo(200 + 2 * (-logSigma(2) - logSigma(3)), within(1e-12));
    }

    @Test
    void entriesAreCountedInBothDirectionsWithoutDiagonalAndPadding() {
        ReconstructionCounts counts = ReconstructionCounts.of(labels, predictions);

        assertThat(counts).isEqualTo(new ReconstructionCounts(4, 2, 2, 8));
        assertThat(counts.errorPercent()).isEqualTo(50);
        assertThat(counts.f1()).isEqualTo(4 / 6.0);
    }

    @Test
    void evaluatorsPoolAllBatches() {
        ReconstructionEvaluator error = ReconstructionEvaluator.errorPercent();
        ReconstructionEvaluator f1 = ReconstructionEvaluator.f1();
        for (ReconstructionEvaluator evaluator : new ReconstructionEvaluator[] {error, f1}) {
            evaluator.addAccumulator("test");
            for (int b = 0; b < 2; b++) {
                String one = b + ":" + (b + 1);
                evaluator.updateAccumulator(
                        "test",
                        new NDList(labels.get(0).get(one), labels.get(1).get(one)),
                        new NDList(predictions.get(0).get(one)));
            }
        }

        assertThat(error.getAccumulator("test")).isEqualTo(50);
        assertThat(f1.getAccumulator("test")).isEqualTo(4 / 6f);
        assertThat(error.evaluate(labels, predictions).getFloat()).isEqualTo(50);
        error.resetAccumulator("test");
        assertThat(error.getAccumulator("test")).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> error.getAccumulator("train"))
                .withMessage("no accumulator was added under the key train");
    }

    @Test
    void withoutEdgesOrPairsNothingIsWrong() {
        assertThat(ReconstructionCounts.EMPTY.errorPercent()).isZero();
        assertThat(ReconstructionCounts.EMPTY.f1()).isEqualTo(1);
        assertThat(new ReconstructionCounts(0, 0, 3, 10).f1()).isZero();
    }

    private NDArray array(double[] values) {
        return manager.create(values, new Shape(2, 3, 3));
    }

    private static double logSigma(double s) {
        return -Math.log(1 + Math.exp(-s));
    }
}
