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

    private static final class Support {
        static final boolean HAS_ONE_DNN = computesByOneDnn();
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
                        && Support.HAS_ONE_DNN
                ? ONE_DNN
                : PYTORCH;
    }

    /** Whether this libtorch has oneDNN, and gets the same from it as from its own operations. */
    private static boolean computesByOneDnn() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                GradientMode off = GradientMode.off()) {
            NDArray x = manager.arange(24f).reshape(3, 8).div(24);
            NDArray w = manager.arange(16f).reshape(2, 8).div(16);
            NDList arguments = new NDList(x, w, manager.ones(new Shape(2)));
            NDArray expected = swish(PYTORCH, arguments);
            NDArray actual = swish(ONE_DNN, arguments);
            return actual.sub(expected).abs().max().getFloat() < 1e-5f;
        } catch (IllegalArgumentException | EngineException e) {
            return false;
        }
    }

    private static NDArray swish(LinearText text, NDList arguments) {
        try (TorchScript script =
                TorchScript.compile(
                        LinearText.class,
                        Map.of("SILU", "torch.silu"),
                        text.resource,
                        "swish.ts.txt")) {
            return script.call(arguments, false).head();
        }
    }
}
