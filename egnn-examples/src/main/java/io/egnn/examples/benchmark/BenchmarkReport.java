/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import com.google.gson.JsonObject;
import io.egnn.examples.benchmark.ScaleResult.Cloud;
import io.egnn.examples.benchmark.WorkloadResult.Memory;
import io.egnn.examples.command.Json;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of one run, as JSON and as a table.
 *
 * @param machine what it ran on
 * @param workloads results by the workload's key
 * @param graphs what batches gain in the training of graph autoencoders, by data set
 * @param scale what more points cost; null if nobody asked
 */
record BenchmarkReport(
        Machine machine,
        Map<String, WorkloadResult> workloads,
        Map<String, BatchingResult> graphs,
        @Nullable ScaleResult scale) {

    private static final String NOTE = "memory is null: this system does not tell a process's peak";

    /**
     * One object: a result per workload, {@code graphs} with a result per data set, {@code
     * machine}, and {@code scale} if it was measured.
     */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        workloads.forEach((key, result) -> json.add(key, Json.tree(result)));
        json.add("graphs", Json.tree(graphs));
        json.add("machine", Json.tree(machine));
        if (scale != null) {
            json.add("scale", Json.tree(scale));
        }
        if (lacksMemory()) {
            json.addProperty("note", NOTE);
        }
        return json;
    }

    /** The same for people. */
    String toTable() {
        StringBuilder table = new StringBuilder();
        table.append(
                String.format(
                        Locale.ROOT,
                        "%s, %d cores, %d threads, PyTorch %s, allocator: %s%n%n",
                        machine.processor(),
                        machine.cores(),
                        machine.threads(),
                        machine.pytorch(),
                        machine.allocator()));
        row(table, "", "", "egnn-djl", "reference order", "ratio");
        workloads.forEach(
                (key, r) -> {
                    row(table, key, "step, ms", r.stepMs(), r.referenceStepMs());
                    if (r.passesMs() != null && r.referencePassesMs() != null) {
                        row(
                                table,
                                "",
                                "forward and backward, ms",
                                r.passesMs(),
                                r.referencePassesMs());
                    }
                    row(table, "", "inference, ms", r.inferenceMs(), r.referenceInferenceMs());
                    memory(table, "memory of 20 steps, MB", r.memory());
                    memory(table, "  allocator as it comes", r.defaultMemory());
                    row(
                            table,
                            "",
                            "limit of a step, ms",
                            number(r.limitMs()),
                            "",
                            number(r.stepOverLimit()) + " of it");
                    if (r.searchMs() != null) {
                        row(table, "", "neighbour search, ms", number(r.searchMs()), "", "");
                    }
                });
        table.append(System.lineSeparator());
        row(table, "graph autoencoder", "", "batches", "single graphs", "ratio");
        graphs.forEach(
                (dataset, r) ->
                        row(
                                table,
                                dataset,
                                "trained on, per second",
                                number(r.batchedGraphsPerSecond()),
                                number(r.singleGraphsPerSecond()),
                                number(r.ratio()) + " x"));
        if (scale != null) {
            table.append(System.lineSeparator());
            append(table, scale);
        }
        if (lacksMemory()) {
            table.append(NOTE).append(System.lineSeparator());
        }
        return table.toString();
    }

    private static void append(StringBuilder table, ScaleResult scale) {
        Cloud small = scale.small();
        Cloud large = scale.large();
        row(
                table,
                "points, with search",
                "",
                Integer.toString(small.points()),
                Integer.toString(large.points()),
                "ratio");
        row(table, "", "step, ms", small.stepMs(), large.stepMs());
        row(table, "", "inference, ms", small.inferenceMs(), large.inferenceMs());
        row(table, "", "search alone, ms", small.searchMs(), large.searchMs());
        row(table, "", "memory of a step, MB", small.stepMb(), large.stepMb());
        row(table, "", "memory of inference, MB", small.inferenceMb(), large.inferenceMb());
        row(
                table,
                "",
                "whole process, inference, MB",
                small.inferencePeakMb(),
                large.inferencePeakMb());
    }

    private boolean lacksMemory() {
        return workloads.values().stream().anyMatch(r -> r.memory() == null);
    }

    private static void memory(StringBuilder table, String what, @Nullable Memory memory) {
        if (memory != null) {
            row(table, "", what, memory.mb(), memory.referenceMb());
        }
    }

    private static void row(
            StringBuilder table, String workload, String what, double left, double right) {
        row(
                table,
                workload,
                what,
                number(left),
                number(right),
                left > 0 ? number(right / left) + " x" : "");
    }

    private static void row(
            StringBuilder table,
            String workload,
            String what,
            String left,
            String right,
            String last) {
        table.append(
                String.format(
                                Locale.ROOT,
                                "%-20s %-30s %12s %16s %12s",
                                workload,
                                what,
                                left,
                                right,
                                last)
                        .stripTrailing());
        table.append(System.lineSeparator());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
