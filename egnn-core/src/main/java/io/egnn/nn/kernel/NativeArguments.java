/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Arguments of a native call, in order; closing them leaves the tensors open. */
final class NativeArguments implements AutoCloseable {

    private final List<IValue> values = new ArrayList<>();

    void add(NDArray tensor) {
        values.add(IValue.from((PtNDArray) tensor));
    }

    void add(boolean value) {
        values.add(IValue.from(value));
    }

    void add(WeightList weights) {
        values.add(list(weights.arrays()));
    }

    /** A list of tensors as one argument, to be closed by the caller. */
    static IValue list(NDList tensors) {
        return IValue.listFrom(tensors.toArray(PtNDArray[]::new));
    }

    /**
     * Calls a method with these arguments; from several threads, too.
     *
     * @param script whose method
     * @param method its name
     * @param more further arguments, which stay open
     * @return the result, to be closed by the caller
     */
    IValue run(TorchScript script, String method, IValue... more) {
        return script.run(
                method, Stream.concat(values.stream(), Stream.of(more)).toArray(IValue[]::new));
    }

    /**
     * The same for a range of graphs or receivers.
     *
     * @param script whose method
     * @param method its name
     * @param start the first graph or receiver
     * @param end the one after the last
     * @param more arguments after the range
     * @return the result, to be closed by the caller
     */
    IValue runRange(TorchScript script, String method, long start, long end, IValue... more) {
        try (IValue from = IValue.from(start);
                IValue to = IValue.from(end)) {
            return run(
                    script,
                    method,
                    Stream.concat(Stream.of(from, to), Stream.of(more)).toArray(IValue[]::new));
        }
    }

    @Override
    public void close() {
        values.forEach(IValue::close);
    }
}
