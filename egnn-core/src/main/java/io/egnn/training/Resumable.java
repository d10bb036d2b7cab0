/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Something whose state belongs into a checkpoint. */
public interface Resumable {

    /**
     * Writes the state.
     *
     * @param out where to
     * @throws IOException if writing fails
     */
    void save(DataOutputStream out) throws IOException;

    /**
     * Replaces the state by the one that {@link #save} wrote.
     *
     * @param in where from
     * @throws IOException if reading fails or the state does not fit this object
     */
    void load(DataInputStream in) throws IOException;
}
