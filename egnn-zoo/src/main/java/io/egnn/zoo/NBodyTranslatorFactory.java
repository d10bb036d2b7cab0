/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.Translator;
import ai.djl.util.Pair;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.baseline.ConstantVelocity;
import io.egnn.nn.baseline.GnnConfig;
import io.egnn.nn.baseline.RadialFieldConfig;
import io.egnn.nn.baseline.Se3TransformerConfig;
import io.egnn.nn.baseline.TensorFieldConfig;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes the translators of models that predict where particles will be.
 *
 * <ul>
 *   <li>{@link ParticleSystem} to {@link ParticleSystem}: {@link NBodyTranslator}
 *   <li>{@link Input} to {@link Output}, for DJL Serving: the same as JSON objects with {@code
 *       positions}, {@code velocities} and {@code charges}
 *   <li>{@link NDList} to {@link NDList}: the list of a {@link io.egnn.graph.GraphBatch} in, x (B,
 *       N, n) out
 * </ul>
 *
 * <p>The model argument {@value #FEATURES} says which {@link ParticleFeatures} the network sees:
 * {@code paper}, {@code invariant}, {@code state} or {@code charge}.
 */
public final class NBodyTranslatorFactory extends TypedTranslatorFactory {

    /** The argument that names the features. */
    public static final String FEATURES = "features";

    /** Creates a factory; DJL does so by class name. */
    public NBodyTranslatorFactory() {}

    /**
     * The arguments of a model that this factory makes translators for.
     *
     * @param features what the network was trained to see
     * @return arguments for {@link ModelFolder#save}
     */
    public static Map<String, String> arguments(ParticleFeatures features) {
        return Map.of(
                ModelFolder.TRANSLATOR_FACTORY,
                NBodyTranslatorFactory.class.getName(),
                FEATURES,
                features.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
        return Set.of(
                new Pair<>(ParticleSystem.class, ParticleSystem.class),
                new Pair<>(Input.class, Output.class),
                new Pair<>(NDList.class, NDList.class));
    }

    @Override
    Translator<?, ?> translator(
            Class<?> input, Class<?> output, Model model, Map<String, ?> arguments) {
        ParticleFeatures features = features(arguments);
        check(model.getBlock(), features);
        if (input == NDList.class) {
            return new NoopTranslator();
        }
        NBodyTranslator systems = new NBodyTranslator(features);
        return input == Input.class ? new NBodyServingTranslator(systems) : systems;
    }

    private static ParticleFeatures features(Map<String, ?> arguments) {
        String text = String.valueOf(arguments.get(FEATURES));
        return Arrays.stream(ParticleFeatures.values())
                .filter(features -> features.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "model argument features: expected one of "
                                                + List.of(ParticleFeatures.values())
                                                + " in any case, got "
                                                + text));
    }

    private static void check(Block block, ParticleFeatures features) {
        if (block instanceof GraphNetwork<?> network && !fits(network.config(), features)) {
            throw new IllegalArgumentException(
                    "features %s: expected a network that takes %d edge attributes and the node features, and puts out COORDINATES, got %s"
                            .formatted(features, features.edgeAttributes(), network.config()));
        }
    }

    private static boolean fits(NetworkConfig config, ParticleFeatures features) {
        if (config instanceof EgnnConfig egnn) {
            int dimension = egnn.inputFeatures() / 2;
            return egnn.outputs() == Outputs.COORDINATES
                    && egnn.inputFeatures() == features.nodeFeatures(dimension)
                    && egnn.layer().edgeAttributes() == features.edgeAttributes();
        }
        if (config instanceof GnnConfig gnn) {
            return gnn.inputFeatures() == features.nodeFeatures(gnn.outputFeatures())
                    && gnn.edgeAttributes() == features.edgeAttributes();
        }
        if (config instanceof RadialFieldConfig field) {
            return field.edgeAttributes() == features.edgeAttributes();
        }
        if (config instanceof TensorFieldConfig field) {
            return fitsWithoutAttributes(field.inputFeatures(), features);
        }
        if (config instanceof Se3TransformerConfig transformer) {
            return fitsWithoutAttributes(transformer.inputFeatures(), features);
        }
        // It reads neither features nor attributes.
        return config instanceof ConstantVelocity.Config;
    }

    /** Networks in three dimensions that would ignore attributes. */
    private static boolean fitsWithoutAttributes(int inputFeatures, ParticleFeatures features) {
        return inputFeatures == features.nodeFeatures(3) && features.edgeAttributes() == 0;
    }
}
