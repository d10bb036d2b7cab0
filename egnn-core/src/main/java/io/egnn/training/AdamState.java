/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The running means of {@link FusedAdam} and how often each parameter was updated.
 *
 * <p>Native lists of the parameters that are not frozen are kept between updates and rebuilt when
 * freezing changes. Parameters with the same count share one counter tensor, so that mostly one
 * addition counts for all.
 */
final class AdamState implements Resumable, AutoCloseable {

    private final BlockParameters parameters;
    private final NDManager manager;
    private final List<NDArray> means;
    private final List<NDArray> variances;
    private final int[] counts;

    private List<Integer> trainable = List.of();
    private NDManager listsManager;
    private final List<IValue> lists = new ArrayList<>();

    AdamState(BlockParameters parameters) {
        this.parameters = parameters;
        manager = parameters.newManager();
        listsManager = manager.newSubManager();
        means = parameters.map(manager, NDArray::zerosLike);
        variances = parameters.map(manager, NDArray::zerosLike);
        counts = new int[parameters.size()];
    }

    /**
     * Takes note of which parameters are frozen now.
     *
     * @throws IllegalStateException if all are
     */
    void followFreezing() {
        List<Integer> now = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            if (parameters.get(i).requiresGradient()) {
                now.add(i);
            }
        }
        if (now.isEmpty()) {
            throw new IllegalStateException("every parameter is frozen: nothing to update");
        }
        if (!now.equals(trainable)) {
            trainable = now;
            rebuildLists();
        }
    }

    /** A native list of the parameters to update; the caller closes it. */
    IValue weights() {
        List<NDArray> arrays = parameters.arrays();
        return TensorLists.of(trainable.stream().map(arrays::get).toList());
    }

    /**
     * Performs one update.
     *
     * @return false, with nothing changed, if a gradient is not finite
     */
    boolean update(IValue weights, IValue gradients, AdamOptions options, float rate) {
        try (IValue decoupled = IValue.from(options.decoupled());
                IValue lr = IValue.from((double) rate);
                IValue beta1 = IValue.from(options.beta1());
                IValue beta2 = IValue.from(options.beta2());
                IValue decay = IValue.from(options.weightDecay());
                IValue epsilon = IValue.from(options.epsilon())) {
            double overflow =
                    TensorLists.number(
                            "adam",
                            weights,
                            gradients,
                            lists.get(0),
                            lists.get(1),
                            lists.get(2),
                            lists.get(3),
                            decoupled,
                            lr,
                            beta1,
                            beta2,
                            decay,
                            epsilon);
            if (overflow != 0) {
                return false;
            }
        }
        trainable.forEach(i -> counts[i]++);
        return true;
    }

    /** The name of the first parameter whose gradient has an element that is not finite. */
    String firstNotFinite() {
        for (int i : trainable) {
            try (IValue weight = TensorLists.of(List.of(parameters.get(i).getArray()));
                    IValue gradient = TensorLists.gradients(weight)) {
                if (!Double.isFinite(TensorLists.norm(gradient))) {
                    return parameters.name(i);
                }
            }
        }
        return "all parameters together";
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        parameters.save(out, means);
        parameters.save(out, variances);
        for (int count : counts) {
            out.writeInt(count);
        }
    }

    @Override
    public void load(DataInputStream in) throws IOException {
        parameters.load(in, means);
        parameters.load(in, variances);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.readInt();
        }
        trainable = List.of();
    }

    @Override
    public void close() {
        closeLists();
        manager.close();
    }

    private void rebuildLists() {
        closeLists();
        listsManager = manager.newSubManager();
        Map<Integer, NDArray> counters = new LinkedHashMap<>();
        Device device = parameters.get(0).getArray().getDevice();
        List<NDArray> steps = new ArrayList<>();
        for (int i : trainable) {
            steps.add(
                    counters.computeIfAbsent(
                            counts[i],
                            count ->
                                    listsManager.full(
                                            new Shape(), count, DataType.FLOAT32, device)));
        }
        lists.add(TensorLists.of(trainable.stream().map(means::get).toList()));
        lists.add(TensorLists.of(trainable.stream().map(variances::get).toList()));
        lists.add(TensorLists.of(steps));
        lists.add(TensorLists.of(List.copyOf(counters.values())));
    }

    private void closeLists() {
        lists.forEach(IValue::close);
        lists.clear();
        listsManager.close();
    }
}
