/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import io.egnn.nn.kernel.IntraOpThreads;
import io.egnn.nn.kernel.TorchScript;
import java.util.List;
import java.util.Map;

/**
 * In-place arithmetic on a list of tensors in one native call; it never records for autograd.
 *
 * <p>Sixty parameters at several calls each would cost as much as a small network's forward pass.
 */
final class TensorLists {

    private static final TorchScript SCRIPT =
            TorchScript.compile(TensorLists.class, Map.of(), "tensor_lists.ts.txt");

    private TensorLists() {}

    /** A native list that shares the arrays; the caller closes it. */
    static IValue of(List<NDArray> arrays) {
        return IValue.listFrom(
                arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
    }

    /**
     * The gradients of leaf tensors, shared and not copied, zeros where there is none; the caller
     * closes the list.
     */
    static IValue gradients(IValue weights) {
        return run("gradients", weights);
    }

    /** The Euclidean norm of all elements of all tensors together. */
    static double norm(IValue tensors) {
        return number("norm", tensors);
    }

    /** Multiplies every tensor by the factor. */
    static void scale(IValue tensors, double factor) {
        try (IValue f = IValue.from(factor)) {
            run("scale", tensors, f).close();
        }
    }

    /** Moves target towards source: target += weight (source - target). */
    static void lerp(List<NDArray> target, List<NDArray> source, double weight) {
        try (IValue t = of(target);
                IValue s = of(source);
                IValue w = IValue.from(weight)) {
            run("lerp", t, s, w).close();
        }
    }

    /** Overwrites target with source. */
    static void copy(List<NDArray> target, List<NDArray> source) {
        try (IValue t = of(target);
                IValue s = of(source)) {
            run("copy", t, s).close();
        }
    }

    /** Exchanges the contents of two lists. */
    static void swap(List<NDArray> left, List<NDArray> right) {
        try (IValue l = of(left);
                IValue r = of(right)) {
            run("swap", l, r).close();
        }
    }

    /** Runs a method that answers with a number. */
    static double number(String method, IValue... arguments) {
        try (IValue result = run(method, arguments)) {
            return result.toDouble();
        }
    }

    /**
     * Several threads would not be faster, and PyTorch's wait for more work so busily that the next
     * forward pass gets a part of their cores only.
     */
    private static IValue run(String method, IValue... arguments) {
        try (IntraOpThreads one = IntraOpThreads.one()) {
            return SCRIPT.run(method, arguments);
        }
    }
}
