/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import io.egnn.datasets.molecule.LabelScaling;
import io.egnn.datasets.molecule.LabelScaling.Explained;
import io.egnn.datasets.molecule.MoleculeFeatures;
import io.egnn.datasets.molecule.MoleculeTable;
import io.egnn.datasets.molecule.MoleculeTarget;
import io.egnn.examples.command.OptionValue;
import io.egnn.examples.training.Recipe;
import io.egnn.examples.training.Schedule;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.MoleculeEgnnConfig;
import io.egnn.nn.NetworkConfig;
import io.egnn.nn.baseline.SchNetConfig;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.training.AdamOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of molecules and how to train it: every number that matters.
 *
 * @param name of the network on the command line
 * @param title of the network for people
 * @param targets the properties that it predicts
 * @param config the network
 * @param schedule how to train it
 * @param maxEdges directed edges of a padded batch, at most
 */
record QM9Recipe(
        String name,
        String title,
        List<MoleculeTarget> targets,
        NetworkConfig config,
        Schedule schedule,
        int maxEdges)
        implements Recipe {

    /** What asks for all twelve properties. */
    static final String ALL = "all";

    private static final int HIDDEN = 128;
    private static final int LAYERS = 7;

    /**
     * The recipe of the command line.
     *
     * @param network {@code egnn} or {@code schnet}
     * @param property the symbol of a property, or {@value #ALL}
     * @throws IllegalArgumentException if there is no such network or property
     */
    static QM9Recipe of(String network, String property) {
        List<MoleculeTarget> targets =
                property.equals(ALL)
                        ? MoleculeTarget.QM9
                        : List.of(OptionValue.read("--property", property, QM9Recipe::target));
        NetworkConfig config =
                switch (network) {
                    case "egnn" -> property.equals(ALL) ? allProperties(targets) : oneProperty();
                    case "schnet" ->
                            new SchNetConfig(
                                    MoleculeFeatures.LENGTH, HIDDEN, 6, 50, 10, targets.size());
                    default ->
                            throw new IllegalArgumentException(
                                    "--model: expected egnn or schnet, got " + network);
                };
        return new QM9Recipe(
                network,
                network.equals("egnn") ? "EGNN" : "SchNet",
                targets,
                config,
                new Schedule(
                        AdamOptions.adamW(1e-2).withMaxGradientNorm(1),
                        1e-3f,
                        true,
                        1,
                        0.999,
                        200,
                        1),
                8_000);
    }

    private static MoleculeTarget target(String property) {
        List<String> names = MoleculeTarget.qm9Names();
        if (!names.contains(property)) {
            throw new IllegalArgumentException(
                    "property: expected %s or one of %s, got %s".formatted(ALL, names, property));
        }
        return MoleculeTarget.qm9(property);
    }

    /** A copy that is trained otherwise. */
    QM9Recipe withSchedule(Schedule other) {
        return new QM9Recipe(name, title, targets, config, other, maxEdges);
    }

    /** What is predicted, as the command line has it. */
    String property() {
        return targets.equals(MoleculeTarget.QM9) ? ALL : targets.get(0).name();
    }

    /** The network of section 5.3, 745,224 parameters. */
    private static EgnnConfig oneProperty() {
        return EgnnConfig.builder()
                .setFeatures(MoleculeFeatures.LENGTH, HIDDEN)
                .optLayers(LAYERS)
                .optInferredEdges(true)
                .optCoordinateUpdate(CoordinateUpdate.NONE)
                .optOutputs(Outputs.GRAPH)
                .optOutputFeatures(1)
                .build();
    }

    private static MoleculeEgnnConfig allProperties(List<MoleculeTarget> targets) {
        int dipole = targets.indexOf(MoleculeTarget.qm9("mu"));
        return MoleculeEgnnConfig.of(
                MoleculeFeatures.LENGTH, HIDDEN, LAYERS, 16, 5, targets.size(), dipole);
    }

    /** How the labels are scaled: what each output of the network needs to be. */
    LabelScaling scaling(MoleculeTable training) {
        List<LabelScaling.Entry> entries = new ArrayList<>();
        for (int t = 0; t < targets.size(); t++) {
            boolean dipole = config instanceof MoleculeEgnnConfig c && c.dipole() == t;
            Explained explained = Explained.COUNTS;
            if (dipole) {
                explained = Explained.NOTHING;
            } else if (targets.get(t).name().equals("r2")) {
                explained = Explained.COUNTS_AND_MOMENTS;
            }
            entries.add(LabelScaling.fit(training, targets.get(t), explained));
        }
        return new LabelScaling(entries);
    }
}
