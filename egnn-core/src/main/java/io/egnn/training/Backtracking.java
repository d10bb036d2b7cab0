/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.TrainingDivergedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Goes back where a step has spoilt what was learned, which the loss tells by a jump.
 *
 * <p>The state is kept every {@value #INTERVAL} updates. At a jump the one before the last comes
 * back, since the last may have been spoilt already, and the training goes on from there with the
 * next batch. Where that does not help, since what comes back jumps again and again, the training
 * ends with an error.
 */
final class Backtracking implements Resumable {

    private static final int INTERVAL = 20;

    /** Updates over which the usual loss is taken. */
    private static final int MEMORY = 100;

    /** Returns without a new state in between, after which no other batch will help. */
    private static final int MOST_RETURNS = 20;

    private static final byte[] NONE = {};

    private final double factor;
    private final List<Resumable> parts;
    private double usual;
    private int count;
    private int sinceKept;
    private int returns;
    private byte[] last = NONE;
    private byte[] beforeLast = NONE;

    /**
     * A watch.
     *
     * @param factor how many times the usual loss is a jump; infinite for never
     * @param parts what goes back
     */
    Backtracking(double factor, List<Resumable> parts) {
        this.factor = factor;
        this.parts = parts;
    }

    /**
     * Looks at the training loss of a batch, and goes back if it is a jump.
     *
     * @throws TrainingDivergedException at the {@value #MOST_RETURNS}th jump in a row without
     *     {@value #INTERVAL} updates in between, or if the loss is usually negative, so that no
     *     multiple of it is a jump
     */
    void follow(double loss) throws IOException {
        if (factor == Double.POSITIVE_INFINITY) {
            return;
        }
        if (beforeLast.length > 0 && usual < 0) {
            throw new TrainingDivergedException(
                    "backtracking: expected a positive training loss, it is usually " + usual);
        }
        if (beforeLast.length > 0 && loss > factor * usual) {
            returns++;
            if (returns == MOST_RETURNS) {
                throw new TrainingDivergedException(
                        "backtracking: the training loss has jumped %d times in less than %d updates each, the last time to %s from the usual %s"
                                .formatted(returns, INTERVAL, loss, usual));
            }
            goBack();
            return;
        }
        count = Math.min(count + 1, MEMORY);
        usual += (loss - usual) / count;
        sinceKept++;
        if (sinceKept == INTERVAL) {
            keep();
        }
    }

    private void goBack() throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(beforeLast));
        for (Resumable part : parts) {
            part.load(in);
        }
        last = beforeLast;
        sinceKept = 0;
    }

    private void keep() throws IOException {
        ByteArrayOutputStream state = new ByteArrayOutputStream(last.length);
        DataOutputStream out = new DataOutputStream(state);
        for (Resumable part : parts) {
            part.save(out);
        }
        beforeLast = last;
        last = state.toByteArray();
        sinceKept = 0;
        returns = 0;
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        out.writeDouble(usual);
        out.writeInt(count);
        out.writeInt(sinceKept);
        out.writeInt(returns);
        for (byte[] state : List.of(last, beforeLast)) {
            out.writeInt(state.length);
            out.write(state);
        }
    }

    @Override
    public void load(DataInputStream in) throws IOException {
        usual = in.readDouble();
        count = in.readInt();
        sinceKept = in.readInt();
        returns = in.readInt();
        last = in.readNBytes(in.readInt());
        beforeLast = in.readNBytes(in.readInt());
    }
}
