/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.graphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ZooModel;
import io.egnn.datasets.randomgraph.ErdosRenyiGenerator;
import io.egnn.datasets.randomgraph.GraphCollection;
import org.junit.jupiter.api.Test;

class GraphMetricsTest {

    @Test
    void theStandardErrorIsThatOfAMeanOverGraphs() {
        GraphMetrics metrics = GraphMetrics.of(new double[] {1, 2, 6}, 0, 1);

        assertThat(metrics.bce()).isEqualTo(3);
        // Deviations -2, -1 and 3: a variance of 14 / 2, of the mean a third of that.
        assertThat(metrics.bceError()).isCloseTo(Math.sqrt(7.0 / 3), within(1e-12));
        assertThat(GraphMetrics.of(new double[] {1}, 0, 1).bceError()).isNaN();
    }

    /** Averaging draws takes away their part of the deviation, which a single draw still has. */
    @Test
    void severalDrawsOfTheSameGraphsAreNoMoreGraphs() throws Exception {
        GraphCollection graphs = ErdosRenyiGenerator.standard(2, 60).generate();
        try (ZooModel<NDList, NDList> model =
                GraphModels.load(GraphModels.ARTIFACT + ":community_small", Device.cpu())) {
            GraphMetrics averaged =
                    GraphMetrics.of(GraphModels.network(model), graphs, Device.cpu());
            GraphMetrics single =
                    GraphMetrics.bestOf(1, GraphModels.network(model), graphs, Device.cpu());

            assertThat(averaged.bceError()).isPositive().isLessThan(single.bceError());
        }
    }
}
