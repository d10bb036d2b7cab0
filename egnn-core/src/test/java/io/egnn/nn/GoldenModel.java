/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.egnn.weights.StateDict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One entry of the golden values: fills a block with the formula's weights and compares what it
 * computes.
 */
public final class GoldenModel {

    private final JsonObject entry;

    private GoldenModel(JsonObject entry) {
        this.entry = entry;
    }

    public static GoldenModel named(String name) throws IOException {
        try (InputStream in =
                GoldenModel.class.getResourceAsStream("/golden/egnn_reference_values.json")) {
            JsonObject all =
                    JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .getAsJsonObject();
            return new GoldenModel(all.getAsJsonObject(name));
        }
    }

    /** Row-major element i = scale sin(a i + b). */
    public static NDArray sine(NDManager manager, double scale, double a, double b, Shape shape) {
        double[] values = new double[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = scale * Math.sin(a * i + b);
        }
        return manager.create(values, shape);
    }

    /** The k-th scalar of all parameters in the entry's order is 0.2 sin(0.37 k + 0.11). */
    public void fill(Map<String, Parameter> parameters) {
        int k = 0;
        int filled = 0;
        for (JsonElement parameter : entry.getAsJsonArray("params")) {
            String name = parameter.getAsJsonArray().get(0).getAsString();
            JsonArray dims = parameter.getAsJsonArray().get(1).getAsJsonArray();
            long[] shape = new long[dims.size()];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = dims.get(i).getAsLong();
            }
            int size = Math.toIntExact(new Shape(shape).size());
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                values[i] = 0.2 * Math.sin(0.37 * k++ + 0.11);
            }
            Parameter ours = parameters.get(name);
            if (ours == null) {
                continue;
            }
            NDArray array = ours.getArray();
            assertThat(array.getShape()).as(name).isEqualTo(new Shape(shape));
            array.set(values);
            filled++;
        }
        assertThat(filled).as("parameters that both sides have").isEqualTo(parameters.size());
        assertThat(k).isEqualTo(entry.get("n_params").getAsInt());
    }

    public void fill(Block block) {
        fill(StateDict.names(block));
    }

    /** Compares with the i-th output, |difference| at most 2e-12 + 1e-10 |value|. */
    public void checkOutput(int index, NDArray actual) {
        JsonElement expected = entry.getAsJsonArray("outputs").get(index);
        double[] values = new double[Math.toIntExact(actual.size())];
        int count = flatten(expected, values, 0);
        assertThat(count).isEqualTo(values.length);
        double[] got = actual.toDoubleArray();
        for (int i = 0; i < values.length; i++) {
            assertThat(got[i])
                    .as("output %d, element %d", index, i)
                    .isCloseTo(values[i], within(2e-12 + 1e-10 * Math.abs(values[i])));
        }
    }

    /** Compares the scalar that was differentiated, relative 1e-10. */
    public void checkScalar(String key, NDArray actual) {
        double expected = entry.get(key).getAsDouble();
        assertThat(actual.toDoubleArray()[0])
                .as(key)
                .isCloseTo(expected, within(1e-10 * Math.abs(expected)));
    }

    /** Compares the sum of each parameter's gradient, to 1e-10 of the largest. */
    public void checkGradients(String key, Map<String, Parameter> parameters) {
        JsonObject sums = entry.getAsJsonObject(key);
        double largest =
                sums.entrySet().stream()
                        .mapToDouble(e -> Math.abs(e.getValue().getAsDouble()))
                        .max()
                        .orElseThrow();
        parameters.forEach(
                (name, parameter) -> {
                    // The reference has no gradient for what the loss does not see, DJL gives
                    // zeros.
                    double expected = sums.has(name) ? sums.get(name).getAsDouble() : 0;
                    double actual =
                            parameter
                                    .getArray()
                                    .getGradient()
                                    .toType(DataType.FLOAT64, false)
                                    .sum()
                                    .toDoubleArray()[0];
                    assertThat(actual).as(name).isCloseTo(expected, within(1e-10 * largest));
                });
        assertThat(parameters.keySet()).containsAll(sums.keySet());
    }

    private static int flatten(JsonElement element, double[] into, int position) {
        if (!element.isJsonArray()) {
            into[position] = element.getAsDouble();
            return position + 1;
        }
        int next = position;
        for (JsonElement child : element.getAsJsonArray()) {
            next = flatten(child, into, next);
        }
        return next;
    }
}
