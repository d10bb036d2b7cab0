/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import static io.egnn.testing.ArrayAssert.assertThatArray;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearTextTest {

    // 64 products of numbers below 1 and a root of 64 roundings of their sum.
    private static final double ROUNDING = 1e-6;

    @ParameterizedTest
    @EnumSource
    void mapsAndItsSiluAreThoseOfTheFormula(LinearText text) {
        assumeTrue(isAvailable(text), "this libtorch has no oneDNN");
        try (NDManager manager = NDManager.newBaseManager();
                TorchScript swish = LinearText.swish(text)) {
            NDArray x = manager.arange(50 * 64f).reshape(50, 64).sin();
            NDArray w = manager.arange(32 * 64f).reshape(32, 64).cos().div(8);
            NDArray b = manager.arange(32f).sin();
            NDArray z = x.matMul(w.transpose()).add(b);
            NDArray expected = z.mul(Activation.sigmoid(z));

            NDArray actual = swish.call(new NDList(x, w, b), false).head();

            assertThatArray(actual).isCloseTo(expected, ROUNDING, ROUNDING);
        }
    }

    @Test
    void trainingAndDoublePrecisionTakeWhatAutogradFollows() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray single = manager.zeros(new Shape(1));
            NDArray doubled = manager.zeros(new Shape(1), DataType.FLOAT64);

            assertThat(LinearText.fastest(single, true)).isEqualTo(LinearText.PYTORCH);
            assertThat(LinearText.fastest(doubled, false)).isEqualTo(LinearText.PYTORCH);
        }
    }

    static boolean isAvailable(LinearText text) {
        try (NDManager manager = NDManager.newBaseManager();
                TorchScript swish = LinearText.swish(text)) {
            NDArray one = manager.ones(new Shape(1, 1));
            return swish.call(new NDList(one, one, manager.ones(new Shape(1))), false).size() == 1;
        } catch (IllegalArgumentException | EngineException e) {
            return text == LinearText.PYTORCH;
        }
    }
}
