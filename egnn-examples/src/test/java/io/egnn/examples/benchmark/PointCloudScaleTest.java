/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.examples.benchmark.MemoryProbe.Report;
import io.egnn.examples.benchmark.MemoryProbe.Work;
import io.egnn.examples.benchmark.Variant.Side;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@EnabledOnOs(OS.LINUX)
class PointCloudScaleTest {

    @ParameterizedTest(name = "allocator {0}")
    @EnumSource(Allocator.class)
    void inferenceOnAHundredThousandPointsFitsInFourGigabytes(Allocator allocator)
            throws IOException {
        Report report =
                MemoryProbe.measure("points:100000", Side.LIBRARY, Work.INFERENCE, 2, allocator)
                        .orElseThrow();
        assertThat(report.finished()).as("peak of the whole process").isLessThan(4L << 30);
    }
}
