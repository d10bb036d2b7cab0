/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Map;

/** The two texts of affine maps that a script can be compiled with. */
enum LinearText {
    /** PyTorch's own operations, which autograd can follow. */
    PYTORCH("linear.ts.txt"),
    /** oneDNN, for inference in float32 on a CPU. */
    ONE_DNN("linear_onednn.ts.txt");

    /**
     * How many times faster oneDNN must be to be taken; near 1, a choice would be left to chance.
     */
    private static final double CLEARLY_FASTER = 1.2;

    /** A choice by fewer was now and then left to chance on busy machines. */
    private static final int ROUNDS = 21;

    private static final class Choice {
        static final boolean ONE_DNN_IS_FASTER = oneDnnIsFaster();
    }

    private final String resource;

    LinearText(String resource) {
        this.resource = resource;
    }

    /** The file, beside this class. */
    String resource() {
        return resource;
    }

    /**
     * The faster text that works.
     *
     * @param sample a tensor of the type and on the device of all others
     * @param training whether autograd has to follow
     */
    static LinearText fastest(NDArray sample, boolean training) {
        return !training
                        && sample.getDataType() == DataType.FLOAT32
                        && !sample.getDevice().isGpu()
                        && Choice.ONE_DNN_IS_FASTER
                ? ONE_DNN
                : PYTORCH;
    }

    /**
     * Whether this libtorch has oneDNN, gets the same from it as from its own operations, and gets
     * it clearly sooner in most rounds: so it is on CPUs of which MKL uses half the vector width,
     * and not on others.
     */
    private static boolean oneDnnIsFaster() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                GradientMode off = GradientMode.off();
                TorchScript pytorch = swish(PYTORCH);
                TorchScript oneDnn = swish(ONE_DNN)) {
            NDArray x = manager.linspace(0, 1, 2048 * 128).reshape(2048, 128);
            NDArray w = manager.linspace(0, 1f / 128, 128 * 128).reshape(128, 128);
            NDList arguments = new NDList(x, w, manager.ones(new Shape(128)));
            NDArray expected = pytorch.call(arguments, false).head();
            NDArray actual = oneDnn.call(arguments, false).head();
            if (!(actual.sub(expected).abs().max().getFloat() < 1e-5f)) {
                return false;
            }
            int wins = 0;
            for (int round = 0; round < ROUNDS; round++) {
                if (nanos(pytorch, arguments) > CLEARLY_FASTER * nanos(oneDnn, arguments)) {
                    wins++;
                }
            }
            return 2 * wins > ROUNDS;
        } catch (IllegalArgumentException | EngineException e) {
            return false;
        }
    }

    private static long nanos(TorchScript script, NDList arguments) {
        long begin = System.nanoTime();
        script.call(arguments, false).head().close();
        return System.nanoTime() - begin;
    }

    /** A map and its SiLU. */
    static TorchScript swish(LinearText text) {
        return TorchScript.compile(
                LinearText.class, Map.of("SILU", "torch.silu"), text.resource, "swish.ts.txt");
    }
}
