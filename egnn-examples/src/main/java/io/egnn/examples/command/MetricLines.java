/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import io.egnn.zoo.ModelCard.Metric;
import java.util.List;
import java.util.Locale;

/** The numbers of a model card for people to read. */
public final class MetricLines {

    private MetricLines() {}

    /**
     * One line for each number.
     *
     * @param metrics of a model card
     * @return the lines, each with its end
     */
    public static String of(List<Metric> metrics) {
        StringBuilder text = new StringBuilder();
        for (Metric metric : metrics) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %-15s %.5f %s (%s)%n",
                            metric.name(),
                            metric.value(),
                            metric.unit(),
                            metric.samples()));
        }
        return text.toString();
    }
}
