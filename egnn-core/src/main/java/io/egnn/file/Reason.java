/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.file;

import java.io.EOFException;

/** Why something failed, in words that can follow a colon. */
public final class Reason {

    private Reason() {}

    /**
     * What an exception says.
     *
     * @param error the exception
     * @return its message; what it is if it has none, and of a file that ends too early just that
     */
    public static String of(Throwable error) {
        String message = error.getMessage();
        if (message != null) {
            return message;
        }
        return error instanceof EOFException
                ? "the file ends too early"
                : error.getClass().getSimpleName();
    }
}
