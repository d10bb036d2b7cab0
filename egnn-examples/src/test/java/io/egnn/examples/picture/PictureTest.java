/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.datasets.molecule.Molecule;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

/** What is in the pictures, as far as a program can see it. */
class PictureTest {

    private static final List<double[]> POINTS =
            List.of(new double[] {1, 1.5}, new double[] {2, 2}, new double[] {3, 2.5});

    @Test
    void panelsLieSideBySide() {
        XYChart chart = new PlanePlot("points", "length units").with("some", POINTS).chart();

        BufferedImage image = Panels.beside(List.of(chart, chart));

        assertThat(image.getWidth()).isEqualTo(2 * chart.getWidth());
        assertThat(image.getHeight()).isEqualTo(chart.getHeight());
        int half = chart.getWidth();
        // 0x2e6fb7 in sixteen shades.
        Color blue = new Color(0x2266bb);
        assertThat(colored(image, blue, 0, half))
                .isPositive()
                .isEqualTo(colored(image, blue, half, 2 * half));
    }

    @Test
    void aParityPlotHasTheSameRangeOnBothAxes() {
        XYChart chart = new ParityPlot("parity", "D").with("molecules", POINTS).chart();

        assertThat(chart.getStyler().getXAxisMin()).isEqualTo(chart.getStyler().getYAxisMin());
        assertThat(chart.getStyler().getXAxisMax()).isEqualTo(chart.getStyler().getYAxisMax());
        assertThat(chart.getStyler().getXAxisMin()).isLessThan(1);
        assertThat(chart.getStyler().getXAxisMax()).isGreaterThan(3);
    }

    @Test
    void aCurveReplacesTheOneOfItsName() {
        LinePlot plot = new LinePlot("losses", "epoch", "mse").with("a", POINTS).with("b", POINTS);

        LinePlot longer = plot.with("a", POINTS.subList(0, 2));

        assertThat(longer.curves()).containsOnlyKeys("a", "b");
        assertThat(longer.curves().get("a")).hasSize(2);
        assertThat(colored(longer.image(), Panels.COLORS[1], 0, longer.image().getWidth()))
                .isPositive();
    }

    @Test
    void atomsHaveTheColoursOfTheirElements() {
        Molecule water =
                new Molecule(
                        "water",
                        new int[] {8, 1, 1},
                        new double[][] {{0, 0, 0}, {0.96, 0, 0}, {-0.24, 0.93, 0}});

        BufferedImage image = MoleculePicture.of(List.of(water, water));

        int oxygen = colored(image, new Color(0xd1495b), 0, image.getWidth());
        int nitrogen = colored(image, new Color(0x2e6fb7), 0, image.getWidth());
        assertThat(oxygen).isGreaterThan(500);
        assertThat(nitrogen).isZero();
    }

    private static int colored(BufferedImage image, Color color, int from, int to) {
        return (int)
                IntStream.range(0, image.getHeight())
                        .mapToLong(
                                y ->
                                        IntStream.range(from, to)
                                                .filter(x -> image.getRGB(x, y) == color.getRGB())
                                                .count())
                        .sum();
    }
}
