/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The running means of {@link FusedAdam} and how often each parameter was updated.
 *
 * <p>Values, gradients and means of all parameters lie one after the other in four flat buffers.
 * Neighbours in them that are not frozen and have the same count form a run, which is updated as
 * one tensor: mostly there is one run.
 */
final class AdamState implements Resumable, AutoCloseable {

    private final BlockParameters parameters;
    private final NDManager manager;
    private final NDArray weights;
    private final NDArray gradients;
    private final NDArray means;
    private final NDArray variances;
    private final int[] counts;

    private List<Integer> trainable = List.of();
    private NDManager viewManager;

    /** Weight and gradient views; weight, gradient, mean and variance runs; counters. */
    private final List<IValue> lists = new ArrayList<>();

    AdamState(BlockParameters parameters) {
        this.parameters = parameters;
        counts = new int[parameters.size()];
        manager = parameters.newManager();
        viewManager = manager.newSubManager();
        NDArray first = parameters.get(0).getArray();
        long size = 0;
        for (int i = 0; i < counts.length; i++) {
            NDArray array = parameters.get(i).getArray();
            if (array.getDataType() != first.getDataType()
                    || !array.getDevice().equals(first.getDevice())) {
                throw new IllegalStateException(
                        "parameter "
                                + parameters.name(i)
                                + ": expected "
                                + first.getDataType()
                                + " on "
                                + first.getDevice()
                                + " like the first one, got "
                                + array.getDataType()
                                + " on "
                                + array.getDevice());
            }
            size += array.size();
        }
        Shape shape = new Shape(size);
        weights = manager.zeros(shape, first.getDataType(), first.getDevice());
        gradients = manager.zeros(shape, first.getDataType(), first.getDevice());
        means = manager.zeros(shape, first.getDataType(), first.getDevice());
        variances = manager.zeros(shape, first.getDataType(), first.getDevice());
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

    /**
     * Performs one update.
     *
     * @return the norm of the gradient; if it is not finite, nothing has changed
     */
    double update(AdamOptions options, float rate) {
        List<NDArray> arrays = parameters.arrays();
        try (IValue values = TensorLists.of(trainable.stream().map(arrays::get).toList());
                IValue slopes = TensorLists.gradients(values);
                IValue decoupled = IValue.from(options.decoupled());
                IValue maxNorm = IValue.from(options.maxGradientNorm());
                IValue lr = IValue.from((double) rate);
                IValue beta1 = IValue.from(options.beta1());
                IValue beta2 = IValue.from(options.beta2());
                IValue decay = IValue.from(options.weightDecay());
                IValue epsilon = IValue.from(options.epsilon())) {
            List<IValue> arguments = new ArrayList<>(List.of(values, slopes));
            arguments.addAll(lists);
            arguments.addAll(List.of(decoupled, maxNorm, lr, beta1, beta2, decay, epsilon));
            double norm = TensorLists.number("adam", arguments.toArray(IValue[]::new));
            if (Double.isFinite(norm)) {
                trainable.forEach(i -> counts[i]++);
            }
            return norm;
        }
    }

    /** The name of the first parameter whose gradient does not have a finite norm. */
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
        TensorBytes.write(out, means);
        TensorBytes.write(out, variances);
        for (int count : counts) {
            out.writeInt(count);
        }
    }

    @Override
    public void load(DataInputStream in) throws IOException {
        try (NDManager values = manager.newSubManager()) {
            NDArray mean = TensorBytes.read(in, values, means, "means of all parameters");
            NDArray variance =
                    TensorBytes.read(in, values, variances, "variances of all parameters");
            TensorLists.copy(List.of(means, variances), List.of(mean, variance));
        }
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
        viewManager = manager.newSubManager();
        List<NDArray> weightViews = new ArrayList<>();
        List<NDArray> gradientViews = new ArrayList<>();
        List<long[]> runs = new ArrayList<>();
        List<NDArray> counters = new ArrayList<>();
        long offset = 0;
        int before = -1;
        for (int i = 0; i < counts.length; i++) {
            Shape shape = parameters.get(i).getArray().getShape();
            long end = offset + shape.size();
            if (parameters.get(i).requiresGradient()) {
                weightViews.add(view(weights, offset, end).reshape(shape));
                gradientViews.add(view(gradients, offset, end).reshape(shape));
                if (before >= 0 && before == i - 1 && counts[before] == counts[i]) {
                    runs.get(runs.size() - 1)[1] = end;
                } else {
                    runs.add(new long[] {offset, end});
                    counters.add(
                            viewManager.full(
                                    new Shape(), counts[i], DataType.FLOAT32, weights.getDevice()));
                }
                before = i;
            }
            offset = end;
        }
        lists.add(TensorLists.of(weightViews));
        lists.add(TensorLists.of(gradientViews));
        for (NDArray flat : List.of(weights, gradients, means, variances)) {
            lists.add(TensorLists.of(runs.stream().map(r -> view(flat, r[0], r[1])).toList()));
        }
        lists.add(TensorLists.of(counters));
    }

    /** A part of a flat buffer, sharing its memory. */
    private NDArray view(NDArray flat, long from, long to) {
        NDArray part = flat.get(new NDIndex().addSliceDim(from, to));
        part.attach(viewManager);
        return part;
    }

    private void closeLists() {
        lists.forEach(IValue::close);
        lists.clear();
        viewManager.close();
    }
}
