/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A garbage collection at the worst moment. */
public final class GarbageCollection {

    private static final int BUFFERS = 4000;

    private GarbageCollection() {}

    /**
     * Frees the direct buffers that nothing holds any more and fills memory of their sizes with
     * other numbers, which stay for as long as the result is held.
     */
    public static List<ByteBuffer> overwriteFreedBuffers() {
        for (int i = 0; i < 2; i++) {
            System.gc();
            // The JVM frees them on a thread of its own.
            LockSupport.parkNanos(80_000_000);
        }
        List<ByteBuffer> others = new ArrayList<>();
        for (int i = 0; i < BUFFERS; i++) {
            ByteBuffer other = ByteBuffer.allocateDirect(4 + 4 * (i % 16));
            while (other.hasRemaining()) {
                other.putInt(0x3f3f3f3f);
            }
            others.add(other);
        }
        return others;
    }
}
