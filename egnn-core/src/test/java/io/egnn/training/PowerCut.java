/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import java.io.IOException;

/** Ends a training before one of its epochs, which leaves its checkpoint behind. */
final class PowerCut {

    static final String MESSAGE = "power cut";

    private PowerCut() {}

    /** The batches of a source, until so many epochs are done. */
    static BatchSource after(int epochs, BatchSource source) {
        return (manager, epoch) -> {
            if (epoch == epochs) {
                throw new IOException(MESSAGE);
            }
            return source.epoch(manager, epoch);
        };
    }
}
