/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import com.google.gson.JsonElement;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.MoleculeEgnnConfig;
import io.egnn.nn.MoleculeEnsembleConfig;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.autoencoder.GraphAutoencoderConfig;
import io.egnn.nn.baseline.ConstantVelocity;
import io.egnn.nn.baseline.GnnConfig;
import io.egnn.nn.baseline.RadialFieldConfig;
import io.egnn.nn.baseline.SchNetConfig;
import io.egnn.nn.baseline.Se3TransformerConfig;
import io.egnn.nn.baseline.TensorFieldConfig;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The networks that a model of the zoo may be, by the name that its arguments give them. */
enum NetworkKind {
    EGNN("egnn", EgnnConfig.class),
    GNN("gnn", GnnConfig.class),
    RADIAL_FIELD("rf", RadialFieldConfig.class),
    MOLECULE("molecule", MoleculeEgnnConfig.class),
    MOLECULE_ENSEMBLE("molecule_ensemble", MoleculeEnsembleConfig.class),
    SCHNET("schnet", SchNetConfig.class),
    TFN("tfn", TensorFieldConfig.class),
    SE3("se3", Se3TransformerConfig.class),
    LINEAR("linear", ConstantVelocity.Config.class),
    AUTOENCODER("autoencoder", GraphAutoencoderConfig.class);

    private final String title;
    private final Class<? extends Record> config;

    <C extends Record & NetworkConfig> NetworkKind(String title, Class<C> config) {
        this.title = title;
        this.config = config;
    }

    /** The name in the arguments of a model. */
    String title() {
        return title;
    }

    /**
     * Finds a kind by its name.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    static NetworkKind of(String title) {
        return Arrays.stream(values())
                .filter(kind -> kind.title.equals(title))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "expected one of %s, got %s".formatted(titles(), title)));
    }

    /**
     * Finds the kind that has such a configuration.
     *
     * @throws IllegalArgumentException if none has
     */
    static NetworkKind of(NetworkConfig config) {
        return Arrays.stream(values())
                .filter(kind -> kind.config.isInstance(config))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "expected the configuration of one of %s, got %s"
                                                .formatted(titles(), config)));
    }

    /**
     * Reads the configuration of a network of this kind.
     *
     * @throws IllegalArgumentException beginning with the place of what is wrong
     */
    NetworkConfig read(JsonElement json, String place) {
        return (NetworkConfig) RecordJson.read(json, config, place);
    }

    private static String titles() {
        return Arrays.stream(values()).map(NetworkKind::title).collect(Collectors.joining(", "));
    }
}
