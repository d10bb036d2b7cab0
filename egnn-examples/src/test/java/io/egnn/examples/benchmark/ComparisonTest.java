/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.egnn.examples.benchmark.MemoryProbe.Work;
import io.egnn.examples.benchmark.ScaleResult.Cloud;
import io.egnn.examples.benchmark.Variant.Side;
import io.egnn.examples.benchmark.WorkloadResult.Memory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ComparisonTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSmallCloudIsComparedInEveryRespect() throws IOException {
        List<String> progress = new ArrayList<>();
        WorkloadResult result =
                new Comparison(Duration.ZERO, Duration.ZERO, 1, progress::add)
                        .run(new PointWorkload(500));
        assertThat(result.stepRatio())
                .isCloseTo(result.referenceStepMs() / result.stepMs(), within(1e-9));
        assertThat(result.inferenceRatio())
                .isCloseTo(result.referenceInferenceMs() / result.inferenceMs(), within(1e-9));
        assertThat(result.stepOverLimit())
                .isCloseTo(result.stepMs() / result.limitMs(), within(1e-9))
                .isGreaterThan(1);
        assertThat(result.searchMs()).isPositive();
        assertThat(result.memoryRatio()).isPositive();
        assertThat(result.samples()).isEqualTo(500);
        assertThat(progress).anyMatch(line -> line.startsWith("points: training"));
    }

    @Test
    void aProcessOfItsOwnTellsProgressAndAllResults() throws IOException {
        List<String> progress = new ArrayList<>();

        WorkloadResult result =
                new Comparison(Duration.ZERO, Duration.ZERO, 1, progress::add)
                        .runApart("points:500");

        assertThat(result.stepRatio())
                .isCloseTo(result.referenceStepMs() / result.stepMs(), within(1e-9));
        assertThat(result.passesRatio()).isNull();
        assertThat(result.searchMs()).isPositive();
        assertThat(result.samples()).isEqualTo(500);
        assertThat(progress).anyMatch(line -> line.startsWith("points: training"));
    }

    @Test
    void aProcessThatFailsSaysWhatItSaid() {
        assertThatThrownBy(
                        () ->
                                new Comparison(Duration.ZERO, Duration.ZERO, 1, line -> {})
                                        .runApart("proteins"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Comparison proteins")
                .hasMessageContaining("expected the workload");
    }

    @Test
    void jsonHasTheAgreedNames() {
        JsonObject json = report(new Memory(10, 30)).toJson();
        assertThat(json.keySet()).containsExactly("nbody", "graphs", "machine");
        JsonObject nbody = json.getAsJsonObject("nbody");
        assertThat(nbody.keySet())
                .contains(
                        "step_ratio",
                        "passes_ratio",
                        "inference_ratio",
                        "step_over_limit",
                        "memory_ratio",
                        "step_ms",
                        "inference_ms");
        assertThat(nbody.get("memory_ratio").getAsDouble()).isEqualTo(3);
    }

    @Test
    void unknownMemoryIsNullWithANote() {
        JsonObject json = report(null).toJson();
        assertThat(json.getAsJsonObject("nbody").get("memory_ratio").isJsonNull()).isTrue();
        assertThat(json.get("note").getAsString()).contains("memory");
        assertThat(report(null).toTable()).contains(json.get("note").getAsString());
    }

    @Test
    void aPeakThatDidNotGrowIsNoPartOfAnother() {
        JsonObject nbody = report(new Memory(0, 30)).toJson().getAsJsonObject("nbody");

        assertThat(nbody.get("memory_ratio").isJsonNull()).isTrue();
        assertThat(report(new Memory(0, 30)).toTable()).doesNotContain("Infinity");
    }

    @Test
    void theTableNamesUnits() {
        assertThat(report(new Memory(10, 30)).toTable())
                .contains("step, ms")
                .contains("forward and backward, ms")
                .contains("MB")
                .contains("3.00 x");
    }

    @Test
    void graphsPerSecondAreInBothForms() {
        JsonObject json = report(null).toJson();

        JsonObject graphs = json.getAsJsonObject("graphs").getAsJsonObject("erdos_renyi");
        assertThat(graphs.get("ratio").getAsDouble()).isEqualTo(12);
        assertThat(graphs.get("batched_graphs_per_second").getAsDouble()).isEqualTo(600);
        assertThat(report(null).toTable()).contains("erdos_renyi").contains("12.00 x");
    }

    @Test
    void thePageOfTheDocumentsHasOneRowForEachWorkload() {
        String page = BenchmarkPage.of(report(new Memory(10, 30)));

        assertThat(page)
                .contains("\n| nbody | 8.00 | 16.0 | 2.00 | 4.00 | 8.00 | 2.00 | 10.0 | 30.0 |\n")
                .contains("this part of a step: nbody 1/4.00.")
                .contains("\n| erdos_renyi | 600 | 50.0 | 12.0 |\n")
                .doesNotContain("with the search");
        assertThat(BenchmarkPage.of(report(null))).contains("| 2.00 |  |  |\n");
        assertThat(page.lines().filter(line -> line.startsWith("|")).map(ComparisonTest::columns))
                .containsExactly(9L, 9L, 9L, 4L, 4L, 4L);
    }

    @Test
    void thePageTellsWhatMorePointsCost() {
        BenchmarkReport one = report(null);
        Cloud small = new Cloud(10_000, 20, 700, 200, 1300, 130, 560);
        Cloud large = new Cloud(100_000, 200, 7700, 2000, 11_000, 900, 1300);
        ScaleResult scale = new ScaleResult(small, large, 11, 10, 8.5, 6.9);

        assertThat(
                        BenchmarkPage.of(
                                new BenchmarkReport(
                                        one.machine(), one.workloads(), one.graphs(), scale)))
                .endsWith(
                        """
                        | 10,000 | 700 | 200 | 1,300 | 130 |
                        | 100,000 | 7,700 | 2,000 | 11,000 | 900 |
                        """);
    }

    private static long columns(String row) {
        return row.chars().filter(c -> c == '|').count() - 1;
    }

    @Test
    void aProbeThatFailsSaysWhatItSaid() {
        assertThatThrownBy(
                        () ->
                                MemoryProbe.measure(
                                        "proteins", Side.LIBRARY, Work.STEP, 1, Allocator.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected the workload");
    }

    private static BenchmarkReport report(Memory memory) {
        WorkloadResult result =
                new WorkloadResult(
                        2,
                        2.5,
                        2,
                        4,
                        memory == null ? null : memory.ratio(),
                        8,
                        6.,
                        4,
                        16,
                        15.,
                        8,
                        2,
                        100,
                        null,
                        memory,
                        memory,
                        100,
                        5,
                        5);
        return new BenchmarkReport(
                Machine.current(),
                Map.of("nbody", result),
                Map.of("erdos_renyi", new BatchingResult(12, 600, 50, 25, 200, 3)),
                null);
    }
}
