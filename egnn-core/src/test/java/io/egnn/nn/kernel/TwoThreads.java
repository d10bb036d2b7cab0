/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives an operation of PyTorch two threads during a test, on machines with one core, too. */
final class TwoThreads implements BeforeEachCallback, AfterEachCallback {

    private int before;

    @Override
    public void beforeEach(ExtensionContext context) {
        Engine.getInstance();
        before = JniUtils.getNumThreads();
        JniUtils.setNumThreads(2);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        JniUtils.setNumThreads(before);
    }
}
