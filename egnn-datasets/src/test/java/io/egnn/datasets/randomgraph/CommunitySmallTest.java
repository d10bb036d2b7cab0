/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.training.dataset.Dataset.Usage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes are those of graph6 lines written by NetworkX, which drew the graphs as the reference. */
class CommunitySmallTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "TRAIN, 390562, b2d2a7ef2e518cb1c222d26121a23190d4025e47b3b3b61375d952d0d7ebc8f8",
        "VALIDATION, 38518, 4eef3538680c4b94e7441f28a644b929dcde03213e238149d756c1826e345bd0",
        "TEST, 38492, 268547f4f58dfb21c63a39050a2fffac97c93971f019a5cc7648a495aa6bcc73"
    })
    void standardGraphsAreThoseOfTheReference(Usage usage, long directedEdges, String sha256) {
        CommunitySmall dataset =
                CommunitySmall.builder().optUsage(usage).setSampling(50, true).build();

        assertThat(dataset.size()).isEqualTo(usage == Usage.TRAIN ? 5000 : 500);
        assertThat(dataset.graphs().directedEdges()).isEqualTo(directedEdges);
        assertThat(dataset.graphs().sha256()).isEqualTo(sha256);
        assertThat(dataset.graphs()).isEqualTo(GraphVariant.COMMUNITY_SMALL.graphs(usage));
    }

    @Test
    void mostTestGraphsAreAlsoTrainingGraphs() {
        List<Adjacency> training = GraphVariant.COMMUNITY_SMALL.graphs(Usage.TRAIN).graphs();
        List<Adjacency> test = GraphVariant.COMMUNITY_SMALL.graphs(Usage.TEST).graphs();
        Set<Adjacency> known = new HashSet<>(training);

        assertThat(known).hasSize(1732);
        assertThat(new HashSet<>(test)).hasSize(251);
        assertThat(test.stream().filter(known::contains).count()).isEqualTo(365);
    }

    @ParameterizedTest(name = "community {0} of {1} nodes")
    @CsvSource({
        "0, 6, 10", "0, 7, 12", "0, 8, 17", "0, 9, 21", "0, 10, 27", //
        "1, 6, 10", "1, 7, 13", "1, 8, 19", "1, 9, 27", "1, 10, 32"
    })
    void theInsideOfACommunityDependsOnItsSizeAlone(int community, int size, int edges) {
        CommunityGenerator generator = new CommunityGenerator(5, size, size, 0.7, 0, 3);

        for (Adjacency graph : generator.generate().graphs()) {
            int inside = 0;
            for (int[] pair : graph.pairs()) {
                if (pair[0] / size == community && pair[1] / size == community) {
                    inside++;
                }
            }
            assertThat(inside).isEqualTo(edges);
        }
    }

    @Test
    void communitiesThatNoDrawJoinsAreJoinedByTheirFirstNodes() {
        Adjacency graph = new CommunityGenerator(5, 3, 3, 0, 0, 1).generate().graphs().get(0);

        assertThat(graph.edges()).isEqualTo(1);
        assertThat(graph.has(0, 3)).isTrue();
    }

    @Test
    void numbersOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommunityGenerator(0, 0, 4, 0.7, 0.01, 1))
                .withMessage("community sizes: expected 1 <= smallest <= largest, got 0 and 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CommunityGenerator(0, 3, 4, 0.7, 1.01, 1))
                .withMessage("acrossProbability: expected 0 to 1, got 1.01");
    }
}
