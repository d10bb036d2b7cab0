/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import java.util.Locale;

/** How long a work will take, at the speed of this process so far. */
public final class RemainingTime {

    private final long begin = System.nanoTime();
    private final double start;

    /**
     * Starts the clock.
     *
     * @param start the part of the work that was done before, from 0 to 1
     */
    public RemainingTime(double start) {
        this.start = start;
    }

    /**
     * The time from now to the end.
     *
     * @param done the part of the work that is done now, from 0 to 1
     * @return seconds; NaN until something is done
     */
    public double seconds(double done) {
        return secondsOfAll(done) * (1 - done);
    }

    /**
     * The time that all of the work would have taken in this process.
     *
     * @param done the part of the work that is done now, from 0 to 1
     * @return seconds; NaN until something is done
     */
    public double secondsOfAll(double done) {
        double here = done - start;
        return here > 0 ? (System.nanoTime() - begin) / 1e9 / here : Double.NaN;
    }

    /**
     * Writes a time down.
     *
     * @param seconds the time, or NaN
     * @return hours, minutes and seconds, or a question mark
     */
    public static String text(double seconds) {
        if (Double.isNaN(seconds)) {
            return "?";
        }
        long whole = Math.round(seconds);
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
