/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import java.util.function.Function;

/** Values of options that are read by what does not know the command line. */
public final class OptionValue {

    private static final String EXPECTED = ": expected ";

    private OptionValue() {}

    /**
     * Reads a value.
     *
     * @param <T> what it is
     * @param option its name, for the message
     * @param value as the command line has it
     * @param reading throws an IllegalArgumentException if the value makes no sense
     * @return what was read
     * @throws IllegalArgumentException naming the option instead of what the reading calls it
     */
    public static <T> T read(String option, String value, Function<String, T> reading) {
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            int expected = message.indexOf(EXPECTED);
            throw new IllegalArgumentException(
                    expected < 0 ? option + ": " + message : option + message.substring(expected),
                    e);
        }
    }
}
