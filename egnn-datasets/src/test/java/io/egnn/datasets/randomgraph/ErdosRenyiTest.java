/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.randomgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.training.dataset.Dataset.Usage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashes are those of graph6 lines written by NetworkX, which drew the graphs as the reference. */
class ErdosRenyiTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "TRAIN, 161276, 2ad0b804039237390a58ec252d7591940249827c36f3c50922a29b8967c7f6d7",
        "VALIDATION, 16222, a75646fba64dcc0858d5ed402a2f0396f9bcfd1d4f79f87dfc40a67af8e86b6b",
        "TEST, 16198, d82c3f58f9d18b10d380fe4c6d3024ac650b38ee61c65a02d9ea1cc1eb72af10"
    })
    void standardGraphsAreThoseOfTheReference(Usage usage, long directedEdges, String sha256) {
        ErdosRenyi dataset = ErdosRenyi.builder().optUsage(usage).setSampling(50, true).build();

        assertThat(dataset.size()).isEqualTo(usage == Usage.TRAIN ? 5000 : 500);
        assertThat(dataset.graphs().directedEdges()).isEqualTo(directedEdges);
        assertThat(dataset.graphs().sha256()).isEqualTo(sha256);
        assertThat(dataset.graphs()).isEqualTo(GraphVariant.ERDOS_RENYI.graphs(usage));
    }

    @Test
    void theFirstTestGraphIsTheOneOnRecord() {
        Adjacency first = GraphVariant.ERDOS_RENYI.graphs(Usage.TEST).graphs().get(0);

        assertThat(first.size()).isEqualTo(15);
        assertThat(first.pairs().stream().limit(5).map(Arrays::toString))
                .containsExactly("[0, 1]", "[0, 3]", "[0, 6]", "[0, 7]", "[1, 3]");
    }

    @Test
    void everySizeIsEquallyFrequentAndIsolatedNodesStay() {
        GraphCollection test = GraphVariant.ERDOS_RENYI.graphs(Usage.TEST);

        assertThat(
                        Arrays.stream(test.sizes())
                                .boxed()
                                .collect(Collectors.groupingBy(n -> n, Collectors.counting()))
                                .values())
                .hasSize(10)
                .containsOnly(50L);
        assertThat(test.graphs().stream().filter(ErdosRenyiTest::hasIsolatedNode).count())
                .isEqualTo(205);
        assertThat((double) test.directedEdges() / test.directedPairs())
                .isCloseTo(0.25113, within(5e-6));
    }

    @ParameterizedTest(name = "p = 0.{0}")
    @CsvSource({
        "1, 1270, b49b5f81301209a7149612fd767edc57c38e7255f2f501fa865c13424ee0483b",
        "2, 2488, f61fe68e269901b20aa525e7907e4f2f80691105c60bda667ce80f97846e2a61",
        "3, 3860, 3aa74fc71e4cc1ee1b547b1dc9d6231406eba39cd20e10eb1e3100b491df01ad",
        "4, 5262, dfa274c63420b9aaba0a232c6b08d1b8dec9b97577942590ffd2de52769d9d7d",
        "5, 6596, 24fda712ae40f70fd09a9186f4c9c96045a1e988183ae357a3f24c14a1005e4b",
        "6, 7898, 713ebd1985178e7dbdaca3930b6b7a2e9d040831bfd065e645a4afe953a5487d",
        "7, 9088, a0472325246bf67ee526376fe66b594894fa35ca784b45c88e25856369d0be15",
        "8, 10308, 6eab909cefd5e7d734fc94f2f99bfc601360032ff27dbaac81be4c2bc21e9056",
        "9, 11670, 14228b6832a4c9af4f69e032c6162ca6aad8d17363e0dabb15555ba917405f0d"
    })
    void overfitGraphsAreThoseOfTheReference(int tenths, long directedEdges, String sha256) {
        GraphCollection graphs = ErdosRenyiGenerator.overfit(tenths / 10.0).generate();

        assertThat(graphs.size()).isEqualTo(100);
        assertThat(graphs.directedEdges()).isEqualTo(directedEdges);
        assertThat(graphs.sha256()).isEqualTo(sha256);
    }

    @Test
    void anySizeProbabilityAndSeedCanBeHad() {
        ErdosRenyi complete =
                ErdosRenyi.builder()
                        .optGenerator(new ErdosRenyiGenerator(77, 3, 4, 1, 5))
                        .setSampling(2, false)
                        .optLimit(4)
                        .build();

        List<Adjacency> graphs = complete.graphs().graphs();
        assertThat(graphs).hasSize(4);
        assertThat(graphs).allMatch(g -> g.edges() == g.size() * (g.size() - 1) / 2);
        assertThat(ErdosRenyiGenerator.standard(8, 20).generate())
                .isNotEqualTo(ErdosRenyiGenerator.standard(9, 20).generate());
    }

    @Test
    void numbersOutOfRangeAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErdosRenyiGenerator(1L << 32, 7, 16, 0.25, 10))
                .withMessageContaining("seed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErdosRenyiGenerator(0, 8, 7, 0.25, 10))
                .withMessage("nodes: expected 1 <= smallest <= largest, got 8 and 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErdosRenyiGenerator(0, 7, 8, Double.NaN, 10))
                .withMessage("probability: expected 0 to 1, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErdosRenyiGenerator(0, 7, 8, 0.5, 0))
                .withMessage("graphs: expected at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraphVariant.of("grid"))
                .withMessage("graph data set: expected community_small or erdos_renyi, got grid");
    }

    private static boolean hasIsolatedNode(Adjacency graph) {
        BitSet joined = new BitSet();
        graph.pairs().forEach(pair -> Arrays.stream(pair).forEach(joined::set));
        return joined.cardinality() < graph.size();
    }
}
