/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.repository.zoo.ModelNotFoundException;
import io.egnn.datasets.nbody.ParticleFeatures;
import io.egnn.datasets.nbody.ParticleSystem;
import io.egnn.nn.Egnn;
import io.egnn.nn.EgnnConfig;
import io.egnn.nn.EgnnConfig.Outputs;
import io.egnn.nn.RandomGraphs;
import io.egnn.nn.kernel.VelocityForm;
import io.egnn.zoo.ModelCard.Data;
import io.egnn.zoo.ModelCard.Metric;
import io.egnn.zoo.ModelCard.Training;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Small models with seeded parameters, as folders and as zoos. */
final class TestModels {

    static final ZooName NAME = ZooName.of("egnn_nbody");

    private TestModels() {}

    static EgnnConfig config(ParticleFeatures features, int hidden) {
        return EgnnConfig.builder()
                .setFeatures(features.nodeFeatures(3), hidden)
                .optLayers(2)
                .optEdgeAttributes(features.edgeAttributes())
                .optVelocity(VelocityForm.INITIAL)
                .optOutputs(Outputs.COORDINATES)
                .build();
    }

    static Model model(ParticleFeatures features, int hidden, DataType type, long seed) {
        Model model = Model.newInstance("tiny", Device.cpu(), "PyTorch");
        NDManager manager = model.getNDManager();
        model.setBlock(
                new RandomGraphs(manager, seed, type)
                        .filled(
                                new Egnn(config(features, hidden)),
                                features.batch(manager, List.of(system(5, 3, 0)), type)));
        model.setDataType(type);
        return model;
    }

    static ModelCard card() {
        return card(new Metric("mse", 0.5, "squared length units", "nothing"));
    }

    static ModelCard card(Metric... metrics) {
        return new ModelCard(
                "Predicts nothing, for tests.",
                new Data("no data", "0".repeat(64), "none"),
                new Training("random numbers", 3, 1, "0000000", "none"),
                List.of(metrics));
    }

    static ParticleSystem system(int particles, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] x = new double[particles][dimension];
        double[][] v = new double[particles][dimension];
        double[] q = new double[particles];
        for (int i = 0; i < particles; i++) {
            q[i] = random.nextBoolean() ? 1 : -1;
            for (int d = 0; d < dimension; d++) {
                x[i][d] = random.nextGaussian();
                v[i][d] = 0.5 * random.nextGaussian();
            }
        }
        return new ParticleSystem(x, v, q);
    }

    /** A saved model. */
    static Path folder(Path folder, int hidden, long seed) throws IOException {
        return folder(folder, hidden, seed, card());
    }

    /** A saved model with a card of its own. */
    static Path folder(Path folder, int hidden, long seed, ModelCard card) throws IOException {
        try (Model model = model(ParticleFeatures.INVARIANT, hidden, DataType.FLOAT32, seed)) {
            ModelFolder.save(
                    folder,
                    model,
                    NBodyTranslatorFactory.arguments(ParticleFeatures.INVARIANT),
                    card);
        }
        return folder;
    }

    /** The tree of a zoo with one model under {@link #NAME}. */
    static Path tree(Path work, long seed)
            throws IOException, ModelNotFoundException, MalformedModelException {
        Path tree = work.resolve("mlrepo");
        new ArtifactWriter(tree).put(NAME, folder(work.resolve("trained"), 8, seed));
        return tree;
    }

    /** A catalogue whose resources are the files of a tree. */
    static ModelCatalog catalog(Path tree) {
        return new ModelCatalog(repository(tree));
    }

    static ClasspathRepository repository(Path tree) {
        return new ClasspathRepository(
                "/mlrepo/",
                path -> {
                    try {
                        return new FileInputStream(
                                tree.resolve(path.substring("/mlrepo/".length())).toFile());
                    } catch (FileNotFoundException e) {
                        return null;
                    }
                });
    }

    static Path home(Path tree) {
        return tree.resolve("model/undefined/io/egnn/egnn_nbody");
    }

    static Path packed(Path tree) {
        return home(tree).resolve("0.0.1/egnn_nbody-0000.params.gz");
    }

    static void edit(Path file, String text, String replacement) throws IOException {
        String before = Files.readString(file);
        if (!before.contains(text)) {
            throw new IOException(file + " does not contain " + text);
        }
        Files.writeString(file, before.replace(text, replacement));
    }
}
