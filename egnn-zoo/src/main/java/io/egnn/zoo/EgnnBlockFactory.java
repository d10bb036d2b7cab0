/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonElement;
import io.egnn.nn.Egnn;
import io.egnn.nn.EgnnConfig;
import java.nio.file.Path;
import java.util.Map;

/**
 * Builds an {@link Egnn} from the model argument {@value #CONFIG}.
 *
 * <p>The argument is an {@link EgnnConfig} in JSON with all of its components: an object in a
 * {@code metadata.json}, a text in a {@code serving.properties}; from Java it may be the record
 * itself. Saved parameters carry their configuration too and are refused when it is another one.
 */
public final class EgnnBlockFactory implements BlockFactory {

    /** The argument that holds the configuration. */
    public static final String CONFIG = "config";

    private static final long serialVersionUID = 1L;

    /** Creates a factory; DJL does so by class name. */
    public EgnnBlockFactory() {}

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the configuration is missing or not a valid one
     */
    @Override
    public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments) {
        return new Egnn(config(arguments));
    }

    /**
     * Reads the configuration of a network.
     *
     * @param arguments the arguments of a model
     * @return the configuration
     * @throws IllegalArgumentException if it is missing or not a valid one, naming the entry
     */
    public static EgnnConfig config(Map<String, ?> arguments) {
        Object value = arguments.get(CONFIG);
        if (value == null) {
            throw new IllegalArgumentException(
                    "model argument config: missing; expected an EgnnConfig in JSON");
        }
        String place = "model argument config";
        JsonElement json =
                value instanceof String text
                        ? RecordJson.parse(text, place)
                        : JsonUtils.GSON.toJsonTree(value);
        return RecordJson.read(json, EgnnConfig.class, place);
    }
}
