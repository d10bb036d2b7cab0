/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/** What a script gets for a tensor that is not there: an empty one, of which it reads only that. */
final class Absent {

    /** The same for all: to make one takes as long as a small operation. */
    static final NDArray TENSOR = empty();

    private Absent() {}

    /** A new one, to be kept for good. */
    static NDArray empty() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray tensor = NDManager.newBaseManager(Device.cpu(), "PyTorch").create(new Shape(0));
            // Else a scope that is open around its first use would close it.
            NDScope.unregister(tensor);
            return tensor;
        }
    }

    static NDArray orEmpty(@Nullable NDArray array) {
        return array == null ? TENSOR : array;
    }
}
