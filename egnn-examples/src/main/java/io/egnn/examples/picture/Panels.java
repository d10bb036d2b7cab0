/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Charts of one look, and several of them as one image. */
public final class Panels {

    /** Of the first series, of bonds that are right, of nitrogen. */
    public static final Color BLUE = new Color(0x2e6fb7);

    /** Of what is wrong, of oxygen. */
    public static final Color RED = new Color(0xd1495b);

    /** Of the third series, of fluorine. */
    public static final Color GREEN = new Color(0x3c8d5a);

    /** Of what is there to compare with. */
    public static final Color GREY = new Color(0x9aa5b1);

    static final Color[] COLORS = {BLUE, RED, GREEN, GREY};

    private static final Color GRID = new Color(0xeceff2);

    private Panels() {}

    /**
     * Charts side by side.
     *
     * @param charts at least one
     * @return one image
     */
    public static BufferedImage beside(List<XYChart> charts) {
        return beside(charts.toArray(XYChart[]::new));
    }

    /**
     * Charts side by side.
     *
     * @param charts at least one
     * @return one image
     */
    public static BufferedImage beside(XYChart... charts) {
        int width = 0;
        int height = 0;
        for (XYChart chart : charts) {
            width += chart.getWidth();
            height = Math.max(height, chart.getHeight());
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        int x = 0;
        for (XYChart chart : charts) {
            graphics.drawImage(BitmapEncoder.getBufferedImage(chart), x, 0, null);
            x += chart.getWidth();
        }
        graphics.dispose();
        return withFewColors(image);
    }

    /** Sixteen shades of each colour: as a PNG half as large, and to the eye the same. */
    private static BufferedImage withFewColors(BufferedImage image) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int upper = image.getRGB(x, y) & 0xf0f0f0;
                image.setRGB(x, y, upper | upper >> 4);
            }
        }
        return image;
    }

    /**
     * A chart with nothing in it, in the style of all pictures here.
     *
     * @param title above the chart
     * @param xAxis what is on the horizontal axis
     * @param yAxis what is on the vertical one
     * @param width in pixels
     * @param height in pixels
     * @return the chart
     */
    public static XYChart empty(String title, String xAxis, String yAxis, int width, int height) {
        XYChart chart =
                new XYChartBuilder()
                        .width(width)
                        .height(height)
                        .title(title)
                        .xAxisTitle(xAxis)
                        .yAxisTitle(yAxis)
                        .build();
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 13))
                .setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11))
                .setLegendPosition(LegendPosition.InsideNE)
                .setLegendBorderColor(Color.WHITE)
                .setSeriesColors(COLORS)
                .setPlotBorderVisible(false);
        chart.getStyler()
                .setPlotGridLinesColor(GRID)
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        return chart;
    }
}
