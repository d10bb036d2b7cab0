/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/**
 * One model that the zoo has.
 *
 * @param name what it is loaded by
 * @param version of the weights
 * @param arguments what builds block and translator; the configuration of the network in JSON under
 *     {@link EgnnBlockFactory#CONFIG}
 * @param card what it was trained on, how, and how good it is
 */
public record ZooEntry(
        ZooName name, String version, Map<String, String> arguments, ModelCard card) {

    /** The entry of an artifact's JSON that holds the card; DJL ignores it. */
    static final String CARD = "card";

    /** Copies the arguments. */
    public ZooEntry {
        arguments = Map.copyOf(arguments);
    }

    /**
     * Reads one artifact of a {@code metadata.json}.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    static ZooEntry read(String artifactId, JsonObject artifact, String place) {
        String version = text(artifact, "version", place);
        JsonObject properties = part(artifact, "properties", place);
        String variant =
                properties.has(ZooName.VARIANT) ? text(properties, ZooName.VARIANT, place) : "";
        ZooName name = new ZooName(artifactId, variant);
        Map<String, String> arguments = new TreeMap<>();
        for (Map.Entry<String, JsonElement> entry : part(artifact, "arguments", place).entrySet()) {
            JsonElement value = entry.getValue();
            arguments.put(
                    entry.getKey(),
                    value.isJsonPrimitive() ? value.getAsString() : value.toString());
        }
        ModelCard card =
                RecordJson.read(
                        part(artifact, CARD, place), ModelCard.class, place + ": card of " + name);
        return new ZooEntry(name, version, arguments, card);
    }

    private static JsonObject part(JsonObject artifact, String key, String place) {
        JsonElement value = artifact.get(key);
        if (value == null) {
            throw new IllegalArgumentException(place + ": artifact without " + key);
        }
        return RecordJson.object(value, place + ": " + key);
    }

    private static String text(JsonObject object, String key, String place) {
        JsonElement value = object.get(key);
        if (value == null || !value.isJsonPrimitive()) {
            throw new IllegalArgumentException(place + ": artifact without " + key);
        }
        return value.getAsString();
    }
}
