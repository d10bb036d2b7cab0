/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.picture;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Errors as bars on a logarithmic axis, what came out here beside what the paper has.
 *
 * @param title above the chart
 * @param axis what is on the vertical axis
 * @param least where that begins
 * @param systems below the bars
 * @param here the errors
 * @param spread their standard deviations, 0 where there is none
 * @param paper the errors of the paper, NaN where it has none
 */
public record Bars(
        String title,
        String axis,
        double least,
        List<String> systems,
        List<Double> here,
        List<Double> spread,
        List<Double> paper) {

    /**
     * Draws them.
     *
     * @param width in pixels
     * @return the chart
     */
    public CategoryChart chart(int width) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(width)
                        .height(540)
                        .title(title)
                        .yAxisTitle(axis)
                        .build();
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setYAxisMin(least)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendPosition(LegendPosition.InsideNE);
        chart.addSeries("here", systems, atLeast(here), spread).setFillColor(Panels.BLUE);
        chart.addSeries("paper", systems, atLeast(paper)).setFillColor(Panels.GREY);
        return chart;
    }

    /** Nothing has no place on a logarithmic axis. */
    private List<Double> atLeast(List<Double> errors) {
        return errors.stream().map(error -> Math.max(least, error)).toList();
    }
}
