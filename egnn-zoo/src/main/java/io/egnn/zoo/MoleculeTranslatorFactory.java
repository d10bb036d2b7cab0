/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Block;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.Translator;
import ai.djl.util.JsonUtils;
import ai.djl.util.Pair;
import com.google.gson.JsonElement;
import io.egnn.datasets.molecule.LabelScaling;
import io.egnn.datasets.molecule.Molecule;
import io.egnn.datasets.molecule.MoleculeFeatures;
import io.egnn.datasets.molecule.MoleculeProperties;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.GraphNetwork;
import io.egnn.nn.MoleculeEgnnConfig;
import io.egnn.nn.MoleculeEnsembleConfig;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.baseline.SchNetConfig;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Set;

/**
 * Makes the translators of models that predict properties of molecules.
 *
 * <ul>
 *   <li>{@link Molecule} to {@link MoleculeProperties}: {@link MoleculeTranslator}
 *   <li>{@link Input} to {@link Output}, for DJL Serving: the same as JSON objects, in with {@code
 *       atomicNumbers} and {@code positions} or with {@code smiles}
 *   <li>{@link NDList} to {@link NDList}: the list of a {@link io.egnn.graph.GraphBatch} in, (B, T)
 *       out
 * </ul>
 *
 * <p>The model argument {@value #SCALING} is the {@link LabelScaling} in JSON.
 */
public final class MoleculeTranslatorFactory extends TypedTranslatorFactory {

    /** The argument that says what the outputs of the network stand for. */
    public static final String SCALING = "scaling";

    /** Creates a factory; DJL does so by class name. */
    public MoleculeTranslatorFactory() {}

    /**
     * The arguments of a model that this factory makes translators for.
     *
     * @param scaling what the outputs of the network stand for
     * @return arguments for {@link ModelFolder#save}
     */
    public static Map<String, String> arguments(LabelScaling scaling) {
        return Map.of(
                ModelFolder.TRANSLATOR_FACTORY,
                MoleculeTranslatorFactory.class.getName(),
                SCALING,
                JsonUtils.GSON.toJson(scaling));
    }

    /**
     * Reads what the outputs of a network stand for.
     *
     * @param arguments the arguments of a model
     * @return the scaling
     * @throws IllegalArgumentException if it is missing or not a valid one, naming the entry
     */
    static LabelScaling scaling(Map<String, ?> arguments) {
        String place = "model argument " + SCALING;
        Object value = arguments.get(SCALING);
        if (value == null) {
            throw new IllegalArgumentException(
                    place + ": missing; expected a LabelScaling in JSON");
        }
        JsonElement json =
                value instanceof String text
                        ? RecordJson.parse(text, place)
                        : JsonUtils.GSON.toJsonTree(value);
        return RecordJson.read(json, LabelScaling.class, place);
    }

    @Override
    public Set<Pair<Type, Type>> getSupportedTypes() {
        return Set.of(
                new Pair<>(Molecule.class, MoleculeProperties.class),
                new Pair<>(Input.class, Output.class),
                new Pair<>(NDList.class, NDList.class));
    }

    @Override
    Translator<?, ?> translator(
            Class<?> input, Class<?> output, Model model, Map<String, ?> arguments) {
        LabelScaling scaling = scaling(arguments);
        check(model.getBlock(), scaling.targets().size());
        if (input == NDList.class) {
            return new NoopTranslator();
        }
        MoleculeTranslator molecules = new MoleculeTranslator(scaling);
        return input == Input.class ? new MoleculeServingTranslator(molecules) : molecules;
    }

    private static void check(Block block, int targets) {
        if (block instanceof GraphNetwork<?> network && !fits(network.config(), targets)) {
            throw new IllegalArgumentException(
                    "expected a network that takes %d features of an atom and puts out %d properties of a molecule, got %s"
                            .formatted(MoleculeFeatures.LENGTH, targets, network.config()));
        }
    }

    private static boolean fits(NetworkConfig config, int targets) {
        if (config instanceof MoleculeEgnnConfig molecule) {
            return molecule.trunk().inputFeatures() == MoleculeFeatures.LENGTH
                    && molecule.outputFeatures() == targets;
        }
        if (config instanceof MoleculeEnsembleConfig ensemble) {
            return fits(ensemble.member(), targets);
        }
        if (config instanceof SchNetConfig schnet) {
            return schnet.inputFeatures() == MoleculeFeatures.LENGTH
                    && schnet.outputFeatures() == targets;
        }
        return config instanceof EgnnConfig egnn
                && egnn.inputFeatures() == MoleculeFeatures.LENGTH
                && egnn.outputs() == EgnnConfig.Outputs.GRAPH
                && egnn.outputFeatures() == targets;
    }
}
