/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import io.egnn.examples.benchmark.ScaleResult.Cloud;
import io.egnn.examples.benchmark.WorkloadResult.Memory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as a page of the documents, in Markdown; its first table is short enough for others. */
final class BenchmarkPage {

    private static final String INTRODUCTION =
            """
            # Time and memory

            %s, %d threads, %s, PyTorch %s, allocator settings: %s.
            Each number of this library stands beside that of the reference's order of operations (ref.), with the same
            PyTorch, threads and allocator, in turns in one process for each of the workloads.

            * nbody: 100 systems of five charged particles, EGNN (64 features, 4 layers); gnn and rf: the same systems, GNN and
              Radial Field
            * molecules: 960 molecules of the sizes of QM9, EGNN (128 features, 7 layers, inferred edges), the reference in random
              batches of 96, this library in batches of similar size
            * points: 10,000 points with 16 neighbours each, EGNN (64 features, 4 layers)

            A step is forward and backward pass and Adam; memory is the growth of the peak over 20 steps. `./egnn benchmark`

            """;

    private BenchmarkPage() {}

    static String of(BenchmarkReport report) {
        Machine machine = report.machine();
        StringBuilder page =
                new StringBuilder(
                        INTRODUCTION.formatted(
                                machine.processor(),
                                machine.threads(),
                                machine.java(),
                                machine.pytorch(),
                                machine.allocator()));
        row(page, "", "step, ms", "ref.", "ratio", "inference, ms", "ref.", "ratio", "MB", "ref.");
        rule(page, 9);
        report.workloads().forEach((key, result) -> workload(page, key, result));
        page.append(
                "\nThe products of matrices alone, at the best rate of this machine, would take this part of a step: "
                        + report.workloads().entrySet().stream()
                                .map(e -> e.getKey() + " 1/" + number(e.getValue().stepOverLimit()))
                                .collect(Collectors.joining(", "))
                        + ".\n\nGraph autoencoders learn from batches:\n\n");
        row(page, "", "graphs per second, in batches", "one at a time", "ratio");
        rule(page, 4);
        report.graphs()
                .forEach(
                        (dataset, graphs) ->
                                row(
                                        page,
                                        dataset,
                                        number(graphs.batchedGraphsPerSecond()),
                                        number(graphs.singleGraphsPerSecond()),
                                        number(graphs.ratio())));
        if (report.scale() != null) {
            scale(page, report.scale());
        }
        return page.toString();
    }

    private static void workload(StringBuilder page, String key, WorkloadResult result) {
        Memory memory = result.memory();
        row(
                page,
                key,
                number(result.stepMs()),
                number(result.referenceStepMs()),
                number(result.stepRatio()),
                number(result.inferenceMs()),
                number(result.referenceInferenceMs()),
                number(result.inferenceRatio()),
                number(memory == null ? null : memory.mb()),
                number(memory == null ? null : memory.referenceMb()));
    }

    private static void scale(StringBuilder page, ScaleResult scale) {
        page.append("\nPoints, with the search for neighbours:\n\n");
        row(page, "points", "step, ms", "inference, ms", "MB of steps", "MB of inference");
        rule(page, 5);
        for (Cloud cloud : List.of(scale.small(), scale.large())) {
            row(
                    page,
                    String.format(Locale.ROOT, "%,d", cloud.points()),
                    number(cloud.stepMs()),
                    number(cloud.inferenceMs()),
                    number(cloud.stepMb()),
                    number(cloud.inferenceMb()));
        }
    }

    private static void row(StringBuilder page, String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static void rule(StringBuilder page, int columns) {
        page.append('|').append("---|".repeat(columns)).append('\n');
    }

    /** Three digits, since nothing here can be measured better. */
    private static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        String format = value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }
}
