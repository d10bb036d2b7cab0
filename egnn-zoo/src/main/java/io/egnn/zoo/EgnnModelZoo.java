/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Application;
import ai.djl.repository.MRL;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelLoader;
import ai.djl.repository.zoo.ModelZoo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The pretrained equivariant networks in this jar, which load without a network connection.
 *
 * <p>They are loaded by group and artifact id, {@code
 * Criteria.builder().setTypes(ParticleSystem.class,
 * ParticleSystem.class).optGroupId("io.egnn").optArtifactId("egnn_nbody").build().loadModel()}, or
 * by name with {@link #criteria}.
 */
public final class EgnnModelZoo extends ModelZoo {

    /** The group id of all models. */
    public static final String GROUP_ID = "io.egnn";

    /** The only engine that these models run on. */
    public static final String ENGINE = "PyTorch";

    private static final List<String> ARTIFACT_IDS = List.of("egnn_nbody");

    private final ClasspathRepository repository;

    /**
     * A zoo of the known artifacts that a repository has; those without a {@code metadata.json} are
     * left out.
     */
    EgnnModelZoo(ClasspathRepository repository) {
        this.repository = repository;
        try {
            for (String artifactId : ARTIFACT_IDS) {
                MRL mrl = repository.model(Application.UNDEFINED, GROUP_ID, artifactId);
                if (repository.has(mrl)) {
                    addModel(mrl);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The models of this jar.
     *
     * @return a zoo; all of them are alike
     */
    public static EgnnModelZoo shipped() {
        return new EgnnModelZoo(new ClasspathRepository(EgnnModelZoo.class, "/mlrepo/"));
    }

    @Override
    public String getGroupId() {
        return GROUP_ID;
    }

    @Override
    public Set<String> getSupportedEngines() {
        return Set.of(ENGINE);
    }

    /**
     * What can be loaded, with the model cards.
     *
     * @return the models by name; none if the jar has none
     * @throws IOException naming the {@code metadata.json} and what is wrong with it
     */
    public List<ZooEntry> entries() throws IOException {
        List<ModelLoader> loaders =
                getModelLoaders().stream()
                        .sorted(Comparator.comparing(ModelLoader::getArtifactId))
                        .toList();
        List<ZooEntry> entries = new ArrayList<>();
        for (ModelLoader loader : loaders) {
            entries.addAll(repository.entries(loader.getMrl()));
        }
        return entries;
    }

    /**
     * Looks a model up.
     *
     * @param name {@code ARTIFACT} or {@code ARTIFACT:VARIANT}
     * @return the model
     * @throws IOException if the metadata cannot be read
     * @throws IllegalArgumentException if there is none of this name, listing those there are
     */
    public ZooEntry entry(String name) throws IOException {
        List<ZooEntry> entries = entries();
        return entries.stream()
                .filter(entry -> entry.name().toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "model: expected one of "
                                                + entries.stream().map(ZooEntry::name).toList()
                                                + " or a folder, got "
                                                + name));
    }

    /**
     * Criteria for a model of this zoo, or for one that {@link ModelFolder#save} wrote.
     *
     * @param <I> what goes in
     * @param <O> what comes out
     * @param model a folder, or else the name of a model
     * @param input what goes in
     * @param output what comes out
     * @return a builder, for the device and other wishes
     * @throws IOException if the metadata cannot be read, or the folder is not that of a model
     * @throws IllegalArgumentException if there is neither such a folder nor such a model
     */
    public <I, O> Criteria.Builder<I, O> criteria(String model, Class<I> input, Class<O> output)
            throws IOException {
        Criteria.Builder<I, O> criteria =
                Criteria.builder().setTypes(input, output).optEngine(ENGINE);
        Path folder = Path.of(model);
        if (Files.isDirectory(folder)) {
            ModelFolder.properties(folder);
            return criteria.optModelPath(folder);
        }
        ZooName name = entry(model).name();
        criteria.optModelZoo(this).optArtifactId(name.artifactId());
        name.properties().forEach(criteria::optFilter);
        return criteria;
    }
}
