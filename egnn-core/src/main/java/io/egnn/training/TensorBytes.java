/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One tensor in a checkpoint: type, shape, and the bits of its elements. */
final class TensorBytes {

    private TensorBytes() {}

    static void write(DataOutputStream out, NDArray array) throws IOException {
        out.writeUTF(describe(array));
        ByteBuffer bytes = array.toByteBuffer();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        out.write(copy);
    }

    /**
     * Reads a tensor that must have the type and shape of another one, which also bounds what is
     * read.
     *
     * @throws IOException if it has not
     */
    static NDArray read(DataInputStream in, NDManager manager, NDArray like, String name)
            throws IOException {
        String found = in.readUTF();
        if (!found.equals(describe(like))) {
            throw new IOException(
                    "parameter " + name + ": expected " + describe(like) + ", found " + found);
        }
        Shape shape = like.getShape();
        int size = Math.toIntExact(shape.size() * like.getDataType().getNumOfBytes());
        byte[] bytes = new byte[size];
        in.readFully(bytes);
        ByteBuffer buffer = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        buffer.put(bytes).rewind();
        return manager.create(buffer, shape, like.getDataType());
    }

    private static String describe(NDArray array) {
        return array.getDataType() + " " + array.getShape();
    }
}
