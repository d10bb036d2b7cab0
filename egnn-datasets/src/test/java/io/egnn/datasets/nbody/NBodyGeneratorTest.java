/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import static java.util.Arrays.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.training.dataset.Dataset.Usage;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden values come from the reference generator with seed 43. */
class NBodyGeneratorTest {

    private final NBodyGenerator standard = NBodyGenerator.builder().build();

    @Test
    void startsAreThoseOfTheReference() {
        ParticleSystem first = standard.starts(Usage.TRAIN).get(0);

        assertThat(first.charges()).containsExactly(-1, 1, -1, -1, -1);
        assertThat(first.positions()[0])
                .containsExactly(
                        new double[] {0.406094210414111, 1.491401044401078, -0.518850506306054},
                        within(1e-15));
        assertThat(first.velocities()[0])
                .containsExactly(
                        new double[] {0.367574181671129, -0.336047613222793, 0.044285693130671},
                        within(1e-15));
    }

    @Test
    void validationAndTestFollowTenThousandTrainingTrajectories() {
        ParticleSystem validation = standard.starts(Usage.VALIDATION).get(0);
        ParticleSystem test = standard.starts(Usage.TEST).get(0);

        assertThat(validation.charges()).containsExactly(-1, 1, -1, -1, -1);
        assertThat(validation.positions()[0])
                .containsExactly(
                        new double[] {0.089436622172993, 1.401379313702804, -0.222266131193243},
                        within(1e-15));
        assertThat(test.charges()).containsExactly(1, 1, -1, -1, 1);
    }

    @Test
    void fewerTrainingTrajectoriesAreTheFirstOfMore() {
        NBodyGenerator large = NBodyGenerator.builder().optSamples(5, 2, 2).build();

        assertThat(large.withSamples(3, 0, 0).generate(Usage.TRAIN, null).sha256())
                .isEqualTo(large.generate(Usage.TRAIN, null).first(3).sha256());
        assertThat(large.withSeed(7).generate(Usage.TRAIN, null).sha256())
                .isNotEqualTo(large.generate(Usage.TRAIN, null).sha256());
    }

    @Test
    void anUnclampedTrajectoryIsThatOfTheReference() {
        ParticleSystem start = standard.starts(Usage.TRAIN).get(1);

        List<ParticleSystem> frames =
                new ParticleSimulator(ForceClamp.PER_COMPONENT).simulate(start, 3100, 4100);

        assertThat(frames.get(0).positions()[0])
                .containsExactly(
                        new double[] {-2.251102010211278, -2.000332467841478, -1.179423855245477},
                        within(1e-12));
        assertThat(frames.get(0).velocities()[0])
                .containsExactly(
                        new double[] {-0.024147938210349, -0.713681228715597, -0.086409141582896},
                        within(1e-12));
        assertThat(frames.get(1).positions()[0])
                .containsExactly(
                        new double[] {-2.275226311314626, -2.710295240712367, -1.262262958927147},
                        within(1e-12));
    }

    @Test
    void aClampedTrajectoryIsThatOfTheReferenceUpToItsChaos() {
        ParticleSystem start = standard.starts(Usage.TRAIN).get(0);

        List<ParticleSystem> frames =
                new ParticleSimulator(ForceClamp.PER_COMPONENT).simulate(start, 100, 3100, 4100);

        assertThat(frames.get(0).positions()[0])
                .containsExactly(
                        new double[] {0.44527827803, 1.459773151752, -0.516239392251},
                        within(1e-11));
        assertThat(frames.get(1).positions()[0])
                .containsExactly(
                        new double[] {2.989116317167, 1.769370120447, -1.171294279538},
                        within(1e-5));
        assertThat(frames.get(2).positions()[0])
                .containsExactly(
                        new double[] {4.165499836765, 2.191309138416, -1.38261880236},
                        within(1e-5));
    }

    @Test
    void theResultDoesNotDependOnTheNumberOfThreads() throws Exception {
        NBodyGenerator small = NBodyGenerator.builder().optSamples(40, 0, 0).build();

        String one = onThreads(1, small);
        String four = onThreads(4, small);

        assertThat(one).isEqualTo(four);
    }

    @Test
    void everyUsageIsASliceOfOneSequence() {
        NBodyGenerator split = NBodyGenerator.builder().optSamples(3, 2, 4).build();
        NBodyGenerator whole = NBodyGenerator.builder().optSamples(9, 0, 0).build();
        List<ParticleSystem> all = whole.starts(Usage.TRAIN);

        assertThat(split.starts(Usage.TRAIN)).isEqualTo(all.subList(0, 3));
        assertThat(split.starts(Usage.VALIDATION)).isEqualTo(all.subList(3, 5));
        assertThat(split.starts(Usage.TEST)).isEqualTo(all.subList(5, 9));
    }

    @ParameterizedTest(name = "{0} particles in {1} dimensions")
    @CsvSource({"1, 3", "3, 1", "50, 2"})
    void systemsOfAnySizeStartInTheBoxWithTheSameSpeed(int particles, int dimension) {
        NBodyGenerator generator =
                NBodyGenerator.builder()
                        .optParticles(particles)
                        .optDimension(dimension)
                        .optSamples(20, 0, 0)
                        .build();

        assertThat(generator.starts(Usage.TRAIN))
                .allSatisfy(
                        start -> {
                            assertThat(stream(start.flatPositions()))
                                    .allMatch(x -> Math.abs(x) <= 5);
                            assertThat(stream(start.velocities()))
                                    .extracting(NBodyGeneratorTest::norm)
                                    .allSatisfy(
                                            speed ->
                                                    assertThat(speed)
                                                            .isCloseTo(0.5, within(1e-15)));
                            assertThat(stream(start.charges())).allMatch(q -> q == 1 || q == -1);
                        });
        NBodyTrajectories generated = generator.generate(Usage.TRAIN, null);
        assertThat(generated.size()).isEqualTo(20);
        assertThat(generated.particles()).isEqualTo(particles);
        assertThat(generated.dimension()).isEqualTo(dimension);
    }

    @Test
    void nonsenseIsRefused() {
        assertRefused(NBodyGenerator.builder().optSeed(-1), "seed: expected 0 to");
        assertRefused(
                NBodyGenerator.builder().optParticles(0), "particles: expected at least 1, got 0");
        assertRefused(
                NBodyGenerator.builder().optDimension(0), "dimension: expected at least 1, got 0");
        assertRefused(
                NBodyGenerator.builder().optFrames(100, 30, 30),
                "target frame: expected at least 31, got 30");
        assertRefused(
                NBodyGenerator.builder().optFrames(100, 30, 49),
                "target frame: expected one of the 49 frames");
        assertRefused(
                NBodyGenerator.builder().optSamples(1, -2, 1),
                "validation samples: expected at least 0, got -2");
    }

    @Test
    void aUsageWithoutSamplesIsRefused() {
        NBodyGenerator generator = NBodyGenerator.builder().optSamples(1, 0, 0).build();

        assertThatThrownBy(() -> generator.generate(Usage.TEST, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TEST: expected at least one sample, got 0");
    }

    private static void assertRefused(NBodyGenerator.Builder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private static String onThreads(int threads, NBodyGenerator generator) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> generator.generate(Usage.TRAIN, null).sha256()).get();
        } finally {
            pool.shutdown();
        }
    }

    private static double norm(double[] vector) {
        double squared = 0;
        for (double component : vector) {
            squared += component * component;
        }
        return Math.sqrt(squared);
    }
}
