/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.TrainingDivergedException;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adam or AdamW that updates all parameters of a block in one native call and whose state can be
 * saved.
 *
 * <p>With g the gradient (plus weightDecay w if coupled) of parameter w in its t-th update: \[ m =
 * \beta_1 m + (1 - \beta_1) g, \quad v = \beta_2 v + (1 - \beta_2) g^2, \quad w = w - \eta \frac{m
 * / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon} \] preceded by \(w = (1 - \eta \lambda)
 * w\) if decoupled. This is {@code torch.optim}'s arithmetic; DJL's own Adam leaves v uncorrected
 * next to epsilon.
 *
 * <p>It is an ordinary DJL optimizer: {@code trainer.step()} offers it every parameter in turn, and
 * the first one updates them all, since by then the backward pass has filled every gradient. A loop
 * of one's own can call {@link #step()} instead, which saves DJL's copy of each gradient. Frozen
 * parameters keep their values bit by bit. A parameter that the loss does not reach has gradient
 * zero, as in DJL. Gradients are zero after an update.
 *
 * <p>The block must be trained on the device that it lives on, and on that one only.
 */
public final class FusedAdam extends Optimizer implements Resumable, AutoCloseable {

    private final Block block;
    private final AdamOptions options;
    private final Tracker learningRate;

    /** Parameters of this round of {@code trainer.step()} that have not been offered yet. */
    private final Set<String> pending = new HashSet<>();

    private final Map<String, Parameter> byId = new HashMap<>();
    private @Nullable AdamState state;
    private long updates;

    /**
     * Makes an optimizer for one block; its state is allocated at the first update.
     *
     * @param block the block to train; it may be initialized later
     * @param options the constants
     * @param learningRate asked for the value at update 1, 2, ..
     */
    public FusedAdam(Block block, AdamOptions options, Tracker learningRate) {
        super(new Unused());
        this.block = block;
        this.options = options;
        this.learningRate = learningRate;
    }

    /**
     * Called by DJL's trainer for every parameter; the first call of a round updates all of them.
     *
     * @param parameterId DJL's id of the parameter
     * @param weight its value
     * @param grad a copy of its gradient, not used
     * @throws IllegalStateException if the parameter is not one of the block's or lives on another
     *     device, if every parameter is frozen, or one has no value
     * @throws IllegalArgumentException if the schedule gives a learning rate that is negative or
     *     not a number
     * @throws TrainingDivergedException if a gradient is not finite; no weight has changed then
     */
    @Override
    public void update(String parameterId, NDArray weight, NDArray grad) {
        if (!pending.remove(parameterId)) {
            checkOwned(parameterId, weight);
            step();
            byId.forEach(
                    (id, parameter) -> {
                        if (parameter.requiresGradient()) {
                            pending.add(id);
                        }
                    });
            pending.remove(parameterId);
        }
    }

    /**
     * Updates every parameter that is not frozen from its gradient, and sets the gradients to zero.
     *
     * @throws TrainingDivergedException if a gradient is not finite; no weight has changed then
     * @throws IllegalArgumentException if the schedule gives a learning rate that is negative or
     *     not a number
     * @throws IllegalStateException if every parameter is frozen, or one has no value
     */
    public void step() {
        AdamState s = state();
        pending.clear();
        float rate = learningRate();
        if (!(rate >= 0 && Float.isFinite(rate))) {
            throw new IllegalArgumentException(
                    "the learning rate at update " + (updates + 1) + " is " + rate);
        }
        s.followFreezing();
        if (!Double.isFinite(s.update(options, rate))) {
            throw new TrainingDivergedException(
                    "update "
                            + (updates + 1)
                            + ": the gradient of "
                            + s.firstNotFinite()
                            + " is not finite");
        }
        updates++;
    }

    /**
     * The number of updates so far.
     *
     * @return the count
     */
    public long updates() {
        return updates;
    }

    /**
     * The learning rate of the next update.
     *
     * @return the schedule's value
     */
    public float learningRate() {
        return learningRate.getNewValue(Math.toIntExact(updates + 1));
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        out.writeLong(updates);
        state().save(out);
    }

    @Override
    public void load(DataInputStream in) throws IOException {
        updates = in.readLong();
        state().load(in);
    }

    /** Frees the state. */
    @Override
    public void close() {
        if (state != null) {
            state.close();
            state = null;
        }
    }

    /** The running means alone, without the number of updates, which the schedule follows. */
    Resumable means() {
        return state();
    }

    private AdamState state() {
        if (state == null) {
            BlockParameters parameters = new BlockParameters(block);
            for (int i = 0; i < parameters.size(); i++) {
                byId.put(parameters.get(i).getId(), parameters.get(i));
            }
            state = new AdamState(parameters);
        }
        return state;
    }

    private void checkOwned(String parameterId, NDArray weight) {
        state();
        Parameter parameter = byId.get(parameterId);
        if (parameter == null) {
            throw new IllegalStateException(
                    "this optimizer was made for another block than the one that is trained");
        }
        if (parameter.getArray() != weight) {
            throw new IllegalStateException(
                    "the trainer works on a copy of the block on "
                            + weight.getDevice()
                            + ", the block is on "
                            + parameter.getArray().getDevice()
                            + ": create the model on the one device that it is trained on");
        }
    }

    /** The superclass wants a builder; none of its values is used here. */
    private static final class Unused extends OptimizerBuilder<Unused> {
        @Override
        protected Unused self() {
            return this;
        }
    }
}
