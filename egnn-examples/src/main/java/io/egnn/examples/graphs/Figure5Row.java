/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table in figure 5.
 *
 * @param system as the paper calls it
 * @param dataset {@code community_small} or {@code erdos_renyi}
 * @param bce binary cross entropy of the test graphs, in nats per graph, single draws of noise,
 *     mean over seeds; null for the baseline
 * @param errorPercent wrong entries of their adjacencies, in percent
 * @param f1 F1 score of predicted edges
 * @param seeds how many trainings
 * @param parameters how many numbers are trained
 * @param paper what the paper has
 * @param model the best seed by validation, for {@code ./egnn evaluate graphs --model}; null for
 *     the baseline
 */
record Figure5Row(
        String system,
        String dataset,
        @Nullable Double bce,
        double errorPercent,
        double f1,
        int seeds,
        long parameters,
        @Nullable Paper paper,
        @Nullable String model) {

    /** The system that predicts no edges. */
    static final String BASELINE = "Baseline";

    /**
     * The values of the paper's figure 5.
     *
     * @param bce binary cross entropy, null for the baseline
     * @param errorPercent wrong entries in percent
     * @param f1 F1 score
     */
    record Paper(@Nullable Double bce, double errorPercent, double f1) {}

    private static final Map<String, Paper> COMMUNITY =
            Map.of(
                    BASELINE,
                    new Paper(null, 31.79, 0),
                    "GNN",
                    new Paper(6.75, 1.29, 0.980),
                    "Noise-GNN",
                    new Paper(3.32, 0.44, 0.993),
                    "Radial Field",
                    new Paper(9.22, 1.19, 0.981),
                    "EGNN",
                    new Paper(2.14, 0.06, 0.999));

    private static final Map<String, Paper> ERDOS_RENYI =
            Map.of(
                    BASELINE,
                    new Paper(null, 25.13, 0),
                    "GNN",
                    new Paper(14.15, 4.62, 0.907),
                    "Noise-GNN",
                    new Paper(4.56, 1.25, 0.975),
                    "Radial Field",
                    new Paper(6.78, 1.63, 0.968),
                    "EGNN",
                    new Paper(1.65, 0.11, 0.998));

    static @Nullable Paper paper(String system, String dataset) {
        return (dataset.equals("community_small") ? COMMUNITY : ERDOS_RENYI).get(system);
    }

    /** What tells the row from others. */
    List<Object> key() {
        return keyOf(dataset, system);
    }

    /** The key of a row that may not be there yet. */
    static List<Object> keyOf(String dataset, String system) {
        return List.of(dataset, system);
    }
}
