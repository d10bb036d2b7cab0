/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import static java.util.Comparator.comparing;

import ai.djl.Application;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.MRL;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ModelZoo;
import ai.djl.repository.zoo.ZooModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be loaded, by which name, and how good it is. */
public final class ModelCatalog {

    private static final List<String> ARTIFACT_IDS =
            List.of("egnn_nbody", "egnn_graph_autoencoder", "egnn_qm9");

    private static final List<TypedTranslatorFactory> FACTORIES =
            List.of(
                    new NBodyTranslatorFactory(),
                    new GraphTranslatorFactory(),
                    new MoleculeTranslatorFactory());

    private final ClasspathRepository repository;

    ModelCatalog(ClasspathRepository repository) {
        this.repository = repository;
    }

    /**
     * The models in this jar.
     *
     * @return the catalogue
     */
    public static ModelCatalog shipped() {
        return new ModelCatalog(new ClasspathRepository(EgnnModelZoo.class, "/mlrepo/"));
    }

    /**
     * The models as a zoo for DJL, with which DJL's Criteria find them by group and artifact id.
     *
     * @return a zoo of those known artifacts that have a {@code metadata.json}
     */
    public ModelZoo zoo() {
        // DJL's ModelZoo initializes EgnnModelZoo, and the other way round. Two threads that did so
        // from the two ends would wait for each other for ever; so always this end first.
        ModelZoo.hasModelZoo(EgnnModelZoo.GROUP_ID);
        return new EgnnModelZoo(models());
    }

    /**
     * What can be loaded, with the model cards.
     *
     * @return the models; none if the jar has none
     * @throws IOException naming the {@code metadata.json} and what is wrong with it
     */
    public List<ZooEntry> entries() throws IOException {
        List<ZooEntry> entries = new ArrayList<>();
        for (MRL model : models()) {
            entries.addAll(repository.entries(model));
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
     * What a model was trained on, and how good it is.
     *
     * @param model the name of a model, or the folder of one
     * @return its card
     * @throws IOException if the metadata cannot be read, or the folder has no card
     * @throws IllegalArgumentException if there is neither such a folder nor such a model
     */
    public ModelCard card(String model) throws IOException {
        Optional<Path> given = ModelFolder.of(model);
        return given.isPresent() ? ModelFolder.card(given.get()) : entry(model).card();
    }

    /**
     * Looks for the model that predicts a property best; DJL's {@code Criteria} load it with {@code
     * optArtifactId(artifactId).optFilter("property", property)}.
     *
     * @param artifactId the artifact id, such as {@code egnn_qm9}
     * @param property the symbol of the property, such as {@code homo}
     * @return the one with the smallest test error; nothing if none predicts the property
     * @throws IOException if the metadata cannot be read
     */
    public Optional<ZooEntry> best(String artifactId, String property) throws IOException {
        return entries().stream()
                .filter(entry -> entry.name().artifactId().equals(artifactId))
                .filter(entry -> entry.card().testError(property).isPresent())
                .min(comparing(ZooEntry::card, RankedMetadata.byError(property)));
    }

    /**
     * Criteria for a model of the zoo, or for one that {@link ModelFolder#save} wrote.
     *
     * @param <I> what goes in
     * @param <O> what comes out
     * @param model a folder, or else the name of a model
     * @param input what goes in
     * @param output what comes out
     * @return a builder, for the device and other wishes
     * @throws IOException if the metadata cannot be read, or the folder is not that of a model
     * @throws IllegalArgumentException if there is neither such a folder nor such a model, or it
     *     does not take or give these types
     */
    public <I, O> Criteria.Builder<I, O> criteria(String model, Class<I> input, Class<O> output)
            throws IOException {
        Criteria.Builder<I, O> criteria =
                Criteria.builder().setTypes(input, output).optEngine(EgnnModelZoo.ENGINE);
        Optional<Path> given = ModelFolder.of(model);
        if (given.isPresent()) {
            Path folder = given.get();
            String factory = ModelFolder.properties(folder).get(ModelFolder.TRANSLATOR_FACTORY);
            requireTypes(model, factory, input, output);
            if (factory != null) {
                // DJL reads this entry only after it has looked for a translator.
                criteria.optArgument(ModelFolder.TRANSLATOR_FACTORY, factory);
            }
            return criteria.optModelPath(folder);
        }
        ZooEntry entry = entry(model);
        requireTypes(model, entry.arguments().get(ModelFolder.TRANSLATOR_FACTORY), input, output);
        ZooName name = entry.name();
        criteria.optModelZoo(zoo()).optArtifactId(name.artifactId());
        name.properties().forEach(criteria::optFilter);
        return criteria;
    }

    /**
     * Writes a model as a folder, with its card, as DJL Serving wants it.
     *
     * @param model the name of a model, or the folder of one
     * @param folder takes it, made if it is missing
     * @throws IOException if a file cannot be read or written
     * @throws ModelNotFoundException if there is no such model
     * @throws MalformedModelException if the parameters are not those of this model
     * @throws IllegalArgumentException if there is neither such a folder nor such a model
     */
    public void save(String model, Path folder)
            throws IOException, ModelNotFoundException, MalformedModelException {
        Optional<Path> given = ModelFolder.of(model);
        if (given.isPresent()) {
            ModelFolder.copy(given.get(), folder);
            return;
        }
        ZooEntry entry = entry(model);
        try (ZooModel<NDList, NDList> loaded =
                criteria(model, NDList.class, NDList.class).build().loadModel()) {
            ModelFolder.save(folder, loaded, entry.arguments(), entry.card());
        }
    }

    /** DJL's own error names neither the model nor the types that were asked for. */
    private static void requireTypes(
            String model, @Nullable String factory, Class<?> input, Class<?> output) {
        for (TypedTranslatorFactory known : FACTORIES) {
            if (known.getClass().getName().equals(factory) && !known.isSupported(input, output)) {
                throw new IllegalArgumentException(
                        "model %s: expected one that makes %s of %s, got another kind"
                                .formatted(model, output.getSimpleName(), input.getSimpleName()));
            }
        }
    }

    private List<MRL> models() {
        return ARTIFACT_IDS.stream()
                .map(id -> repository.model(Application.UNDEFINED, EgnnModelZoo.GROUP_ID, id))
                .filter(repository::has)
                .toList();
    }
}
