/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails every test class that tries to connect to another machine, even where the refusal is
 * swallowed. JUnit finds it by itself, in all modules.
 */
public final class QuietTests implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        if (ConnectionGuard.isSupported()) {
            ConnectionGuard.install();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!ConnectionGuard.isSupported()) {
            return;
        }
        assertThat(ConnectionGuard.install().takeAttempts())
                .as("connections off this machine by " + context.getDisplayName())
                .isEmpty();
    }
}
