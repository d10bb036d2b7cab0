/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;
import ai.djl.util.JsonUtils;
import ai.djl.util.Utils;
import io.egnn.nn.GraphNetwork;
import io.egnn.training.AtomicFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A trained model as a folder that DJL's {@code Criteria.optModelPath} and DJL Serving load.
 *
 * <p>It holds {@code NAME-0000.params} as {@code Model.save} writes it, {@code serving.properties}
 * with what builds block and translator, and {@code card.json}, the {@link ModelCard}.
 *
 * <p>{@link ModelCatalog#criteria} loads it by itself. DJL's own {@code Criteria} look for the
 * translator before they read {@code serving.properties}, and want it said: {@code
 * optModelPath(folder).optTranslatorFactory(new NBodyTranslatorFactory())}.
 */
public final class ModelFolder {

    private static final String PROPERTIES = "serving.properties";
    private static final String CARD = "card.json";
    private static final String MODEL_NAME = "option.modelName";

    /** The argument that names the class that makes the translator. */
    static final String TRANSLATOR_FACTORY = "translatorFactory";

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    private ModelFolder() {}

    /**
     * Writes a model, or replaces the one of the same name.
     *
     * @param folder the folder, made if it is missing
     * @param model a trained model whose block is a {@link GraphNetwork} that {@link
     *     EgnnBlockFactory} builds
     * @param translator the arguments of the translator, as {@link
     *     NBodyTranslatorFactory#arguments} has them
     * @param card what the model is
     * @throws IOException naming the file, if it cannot be written, or if the folder holds
     *     parameters of a higher epoch, which DJL would load instead
     * @throws IllegalArgumentException if the block is not such a network, or if the model's name
     *     is not fit for a file
     */
    public static void save(
            Path folder, Model model, Map<String, String> translator, ModelCard card)
            throws IOException {
        if (!(model.getBlock() instanceof GraphNetwork<?> network)) {
            throw new IllegalArgumentException(
                    "model "
                            + model.getName()
                            + ": expected a GraphNetwork, got "
                            + model.getBlock());
        }
        String name = model.getName();
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "model name: expected letters, digits, '.', '_' and '-', got " + name);
        }
        Files.createDirectories(folder);
        if (Utils.getCurrentEpoch(folder, name) > 0) {
            throw new IOException(
                    folder
                            + ": holds parameters of "
                            + name
                            + " of a higher epoch, which would be loaded instead; expected an empty folder");
        }
        Map<String, String> entries = new TreeMap<>(translator);
        entries.put("engine", EgnnModelZoo.ENGINE);
        entries.put(MODEL_NAME, name);
        entries.putAll(EgnnBlockFactory.arguments(network.config()));
        saveParameters(folder, model);
        write(folder.resolve(CARD), JsonUtils.GSON_PRETTY.toJson(card) + "\n");
        StringBuilder text = new StringBuilder();
        entries.forEach(
                (key, value) ->
                        text.append(key)
                                .append('=')
                                .append(value.replace("\\", "\\\\"))
                                .append('\n'));
        write(folder.resolve(PROPERTIES), text.toString());
    }

    /**
     * Reads the card of a model.
     *
     * @param folder the folder of the model
     * @return the card
     * @throws IOException naming the file, if it is missing or not a card
     */
    public static ModelCard card(Path folder) throws IOException {
        Path file = folder.resolve(CARD);
        try {
            String text = Files.readString(file);
            return RecordJson.read(
                    RecordJson.parse(text, file.toString()), ModelCard.class, file.toString());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Copies a model, without what else lies in its folder.
     *
     * @param from the folder of the model
     * @param to another folder, made if it is missing; a model of the same name is replaced
     * @throws IOException naming the file, if one is missing or cannot be written
     */
    public static void copy(Path from, Path to) throws IOException {
        Path parameters = parameters(from);
        for (Path file : List.of(parameters, from.resolve(CARD), from.resolve(PROPERTIES))) {
            AtomicFile.write(
                    to.resolve(file.getFileName().toString()), out -> Files.copy(file, out));
        }
    }

    /**
     * What builds block and translator.
     *
     * @throws IOException if there are none
     */
    static Map<String, String> properties(Path folder) throws IOException {
        Path file = folder.resolve(PROPERTIES);
        if (!Files.isRegularFile(file)) {
            throw new IOException(folder + ": not the folder of a model, it has no " + PROPERTIES);
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        Map<String, String> entries = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            entries.put(key, properties.getProperty(key));
        }
        return entries;
    }

    /** The file that DJL would load: of the highest epoch. */
    static Path parameters(Path folder) throws IOException {
        String name = properties(folder).get(MODEL_NAME);
        int epoch = name == null ? -1 : Utils.getCurrentEpoch(folder, name);
        if (epoch < 0) {
            throw new IOException(folder + ": has no parameters of " + name);
        }
        return folder.resolve("%s-%04d.params".formatted(name, epoch));
    }

    /** Only the arguments of a model, without what else {@code serving.properties} says. */
    static Map<String, String> arguments(Path folder) throws IOException {
        Map<String, String> arguments = new TreeMap<>(properties(folder));
        arguments.keySet().removeIf(key -> key.equals("engine") || key.startsWith("option."));
        return arguments;
    }

    /**
     * A copy of the model does the writing: the original would take the properties that it was
     * loaded with along, and would remember the temporary folder as its own.
     */
    private static void saveParameters(Path folder, Model model) throws IOException {
        String name = model.getName();
        Path temporary = Files.createTempDirectory(folder, ".saving");
        Path file = temporary.resolve(name + "-0000.params");
        try (Model copy =
                Model.newInstance(name, model.getNDManager().getDevice(), EgnnModelZoo.ENGINE)) {
            copy.setBlock(model.getBlock());
            copy.setDataType(model.getDataType());
            copy.save(temporary, name);
            Files.move(
                    file,
                    folder.resolve(file.getFileName()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
