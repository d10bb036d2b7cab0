/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.testing;

import ai.djl.util.Progress;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a progress bar would show. */
public final class ShownProgress implements Progress {

    private final List<String> messages = new ArrayList<>();
    private long last;
    private long increments;

    /** Nothing shown yet. */
    public ShownProgress() {}

    /** The messages of all updates. */
    public List<String> messages() {
        return messages;
    }

    /** How far the last update was. */
    public long last() {
        return last;
    }

    /** The sum of all increments. */
    public long increments() {
        return increments;
    }

    @Override
    public void reset(String message, long max, String trailingMessage) {}

    @Override
    public void start(long initialProgress) {}

    @Override
    public void end() {}

    @Override
    public void increment(long increment) {
        increments += increment;
    }

    @Override
    public void update(long progress, String message) {
        last = progress;
        messages.add(message);
    }
}
