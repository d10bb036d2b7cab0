/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that run shares. */
@Timeout(60)
class ShareThreadsTest {

    @Test
    void asManyTasksAsRequiredAreUnderWayAtATime() throws Exception {
        ShareThreads.require(5);
        ShareThreads.require(2);
        CyclicBarrier meeting = new CyclicBarrier(5);
        List<Future<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            tasks.add(
                    ShareThreads.submit(
                            () -> {
                                meeting.await();
                                return number;
                            }));
        }
        assertThat(tasks.stream().map(ShareThreads::result))
                .containsExactlyElementsOf(IntStream.range(0, 5).boxed().toList());
    }

    /** Longer than a waiting thread keeps its core. */
    @Test
    void aThreadThatHasGivenUpItsCoreTakesTheNextTask() throws Exception {
        ShareThreads.require(1);
        for (int i = 0; i < 3; i++) {
            assertThat(ShareThreads.result(ShareThreads.submit(() -> 7))).isEqualTo(7);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Test
    void anInterruptDoesNotEndTheWait() {
        ShareThreads.require(1);
        CountDownLatch end = new CountDownLatch(1);
        Future<Integer> task =
                ShareThreads.submit(
                        () -> {
                            end.await(50, TimeUnit.MILLISECONDS);
                            return 7;
                        });
        Thread.currentThread().interrupt();
        assertThat(ShareThreads.result(task)).isEqualTo(7);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatATaskThrowsArrivesAsItIs() {
        ShareThreads.require(1);
        RuntimeException exception = new IllegalStateException("no weights");
        Error error = new AssertionError("no weights");
        assertThatThrownBy(
                        () ->
                                ShareThreads.result(
                                        ShareThreads.submit(
                                                () -> {
                                                    throw exception;
                                                })))
                .isSameAs(exception);
        assertThatThrownBy(
                        () ->
                                ShareThreads.result(
                                        ShareThreads.submit(
                                                () -> {
                                                    throw error;
                                                })))
                .isSameAs(error);
    }
}
