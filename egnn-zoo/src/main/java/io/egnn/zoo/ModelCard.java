/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a trained model is: on what and how it was trained, and how good it is.
 *
 * @param description one sentence: what the model predicts
 * @param data what it was trained on
 * @param training how it was trained
 * @param metrics how good it is
 */
public record ModelCard(String description, Data data, Training training, List<Metric> metrics) {

    /**
     * What a test error is called that is one of several, before the symbol of the property:
     * {@value}
     */
    public static final String TEST_ERROR = "test_mae_";

    /**
     * Checks that there is a description.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public ModelCard {
        requireText("description", description);
        metrics = List.copyOf(metrics);
    }

    /**
     * The data of a training.
     *
     * @param title name of the data set
     * @param sha256 of the training samples, 64 lower-case hexadecimal digits, as the data set
     *     computes it
     * @param split which samples train, choose the epoch, and test
     */
    public record Data(String title, String sha256, String split) {

        private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

        /**
         * Checks the entries.
         *
         * @throws IllegalArgumentException if one is empty or the hash is none
         */
        public Data {
            requireText("data title", title);
            requireText("data split", split);
            if (!SHA256.matcher(sha256).matches()) {
                throw new IllegalArgumentException(
                        "data sha256: expected 64 lower-case hexadecimal digits, got \""
                                + sha256
                                + "\"");
            }
        }
    }

    /**
     * The training itself; the configuration of the network is among the model's arguments.
     *
     * @param method optimizer, learning rate, averaging and whatever else is needed to repeat it
     * @param seed of initial weights and order of samples
     * @param epochs passes through the training samples
     * @param commit of this library
     * @param command that ran it
     */
    public record Training(String method, long seed, int epochs, String commit, String command) {

        /**
         * Checks the entries.
         *
         * @throws IllegalArgumentException if a text is empty or there is no epoch
         */
        public Training {
            requireText("training method", method);
            requireText("training commit", commit);
            requireText("training command", command);
            if (epochs < 1) {
                throw new IllegalArgumentException(
                        "training epochs: expected at least 1, got " + epochs);
            }
        }
    }

    /**
     * One measured number.
     *
     * @param name such as {@code mse}
     * @param value the number
     * @param unit its unit
     * @param samples what it was measured on
     */
    public record Metric(String name, double value, String unit, String samples) {

        /**
         * Checks the entries.
         *
         * @throws IllegalArgumentException if a text is empty or the number is not finite
         */
        public Metric {
            requireText("metric name", name);
            requireText("metric unit", unit);
            requireText("metric samples", samples);
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "metric " + name + ": expected a finite number, got " + value);
            }
        }
    }

    /**
     * A number of the card; of several with one name, the first and most important one.
     *
     * @param name of the number
     * @return its value; nothing if the card has none
     */
    public OptionalDouble metric(String name) {
        return metrics.stream()
                .filter(metric -> metric.name().equals(name))
                .mapToDouble(Metric::value)
                .findFirst();
    }

    /**
     * How well the model predicts one of several properties.
     *
     * @param property its symbol, such as {@code homo}
     * @return the mean absolute error on test data; nothing if the card has none
     */
    public OptionalDouble testError(String property) {
        return metric(TEST_ERROR + property);
    }

    private static void requireText(String entry, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("model card: " + entry + " is empty");
        }
    }
}
