/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.datasets.randomgraph.GraphVariant;
import io.egnn.examples.graphs.GraphRecipe;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BatchingResultTest {

    @Test
    void bothSidesTrainOnAllGraphs() {
        BatchingResult result =
                BatchingResult.measure(GraphVariant.ERDOS_RENYI, 20, Duration.ofMillis(1));

        assertThat(result.rounds()).isEqualTo(3);
        assertThat(result.samples()).isEqualTo(20);
        assertThat(result.batchSize()).isEqualTo(GraphRecipe.EGNN.batchSize());
        assertThat(result.ratio())
                .isEqualTo(
                        result.batchedGraphsPerSecond() / result.singleGraphsPerSecond(),
                        Offset.offset(1e-9 * result.ratio()));
    }

    @Test
    void batchesHoldAllGraphsOnce() {
        var graphs = GraphVariant.ERDOS_RENYI.graphs(5, 20);
        try (GraphSteps together = new GraphSteps(GraphRecipe.EGNN, graphs, 25);
                GraphSteps alone = new GraphSteps(GraphRecipe.EGNN, graphs, 1)) {
            assertThat(alone.batches()).isEqualTo(20);
            assertThat(together.batches()).isLessThan(alone.batches());
        }
    }
}
