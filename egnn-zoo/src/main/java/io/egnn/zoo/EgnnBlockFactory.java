/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonElement;
import io.egnn.nn.NetworkConfig;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a network from the model arguments {@value #NETWORK}, which says what it is, and {@value
 * #CONFIG}.
 *
 * <p>{@value #NETWORK} is {@code egnn}, as where it is absent, {@code gnn}, {@code rf}, {@code
 * tfn}, {@code se3}, {@code linear}, {@code autoencoder}, {@code molecule}, {@code
 * molecule_ensemble} or {@code schnet}. {@value #CONFIG} is the {@link NetworkConfig} in JSON with
 * all of its components: an object in a {@code metadata.json}, a text in a {@code
 * serving.properties}; from Java it may be the record itself. Saved parameters carry their
 * configuration too and are refused when it is another one.
 */
public final class EgnnBlockFactory implements BlockFactory {

    /** The argument that names the kind of network. */
    public static final String NETWORK = "network";

    /** The argument that holds the configuration. */
    public static final String CONFIG = "config";

    private static final long serialVersionUID = 1L;

    /** Creates a factory; DJL does so by class name. */
    public EgnnBlockFactory() {}

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the kind is unknown, or the configuration is missing or
     *     not a valid one
     */
    @Override
    public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments) {
        return config(arguments).newNetwork();
    }

    /**
     * Reads the configuration of a network.
     *
     * @param arguments the arguments of a model
     * @return the configuration
     * @throws IllegalArgumentException if the kind is unknown, or the configuration is missing or
     *     not a valid one, naming the entry
     */
    static NetworkConfig config(Map<String, ?> arguments) {
        NetworkKind kind = kind(arguments.get(NETWORK));
        String place = "model argument config";
        Object value = arguments.get(CONFIG);
        if (value == null) {
            throw new IllegalArgumentException(
                    place + ": missing; expected the configuration of a network in JSON");
        }
        JsonElement json =
                value instanceof String text
                        ? RecordJson.parse(text, place)
                        : JsonUtils.GSON.toJsonTree(value);
        return kind.read(
                json, kind == NetworkKind.EGNN ? place : place + " of network " + kind.title());
    }

    /**
     * The arguments of a model from which this factory builds its network.
     *
     * @param config the configuration
     * @return the arguments, the configuration as a text
     * @throws IllegalArgumentException if the zoo has no such networks
     */
    static Map<String, String> arguments(NetworkConfig config) {
        return Map.of(
                "blockFactory",
                EgnnBlockFactory.class.getName(),
                NETWORK,
                NetworkKind.of(config).title(),
                CONFIG,
                JsonUtils.GSON.toJson(config));
    }

    private static NetworkKind kind(@Nullable Object name) {
        try {
            return name == null ? NetworkKind.EGNN : NetworkKind.of(name.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("model argument network: " + e.getMessage(), e);
        }
    }
}
