/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import io.egnn.nn.kernel.GradientMode;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The parameters of an initialized block, known by their position: DJL's parameter ids differ from
 * process to process.
 */
final class BlockParameters implements Resumable {

    private final List<String> names = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();

    /**
     * Lists the parameters.
     *
     * @throws IllegalStateException if there are none or one has no value yet
     */
    BlockParameters(Block block) {
        for (Pair<String, Parameter> pair : block.getParameters()) {
            if (!pair.getValue().isInitialized()) {
                throw new IllegalStateException(
                        "parameter "
                                + pair.getKey()
                                + " has no value yet: initialize or load the block first");
            }
            names.add(pair.getKey());
            parameters.add(pair.getValue());
        }
        if (names.isEmpty()) {
            throw new IllegalStateException("the block has no parameters");
        }
    }

    int size() {
        return parameters.size();
    }

    String name(int i) {
        return names.get(i);
    }

    Parameter get(int i) {
        return parameters.get(i);
    }

    /** The current values, in order; read anew because loading a block replaces its arrays. */
    List<NDArray> arrays() {
        return parameters.stream().map(Parameter::getArray).toList();
    }

    /**
     * A manager that is closed with the parameters' own, for state that lives as long as they do.
     */
    NDManager newManager() {
        return parameters.get(0).getArray().getManager().newSubManager();
    }

    /** An array for each parameter, in the given manager and outside of autograd. */
    @SuppressWarnings("try") // the guard works by being open
    List<NDArray> map(NDManager manager, Function<NDArray, NDArray> create) {
        List<NDArray> created = new ArrayList<>(size());
        try (GradientMode guard = GradientMode.off()) {
            for (NDArray array : arrays()) {
                NDArray value = create.apply(array);
                value.attach(manager);
                created.add(value);
            }
        }
        return created;
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        save(out, arrays());
    }

    @Override
    public void load(DataInputStream in) throws IOException {
        load(in, arrays());
    }

    /** Writes arrays that belong to the parameters one by one. */
    void save(DataOutputStream out, List<NDArray> arrays) throws IOException {
        out.writeInt(arrays.size());
        for (NDArray array : arrays) {
            TensorBytes.write(out, array);
        }
    }

    /** Reads them into arrays of the same shapes. */
    void load(DataInputStream in, List<NDArray> arrays) throws IOException {
        int count = in.readInt();
        if (count != arrays.size()) {
            throw new IOException("expected " + arrays.size() + " parameters, found " + count);
        }
        try (NDManager manager = newManager()) {
            List<NDArray> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                values.add(TensorBytes.read(in, manager, arrays.get(i), names.get(i)));
            }
            TensorLists.copy(arrays, values);
        }
    }
}
