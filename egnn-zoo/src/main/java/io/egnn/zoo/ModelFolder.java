/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;
import ai.djl.util.JsonUtils;
import ai.djl.util.Utils;
import io.egnn.file.AtomicFile;
import io.egnn.nn.GraphNetwork;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * Tells a folder from the name of a model.
     *
     * @param model {@code ARTIFACT}, {@code ARTIFACT:VARIANT} or a folder
     * @return the folder; nothing if there is none, also where the name cannot be that of a file,
     *     as with a colon on Windows
     */
    public static Optional<Path> of(String model) {
        try {
            return Optional.of(Path.of(model)).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes a model, or replaces the one of the same name. Its parameters come last, so that they
     * are never beside the settings of another one, which would load and predict wrong numbers.
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
        requireNoEpochAbove(0, folder, name);
        Map<String, String> entries = new TreeMap<>(translator);
        entries.put("engine", EgnnModelZoo.ENGINE);
        entries.put(MODEL_NAME, name);
        entries.putAll(EgnnBlockFactory.arguments(network.config()));
        Path temporary = Files.createTempDirectory(folder, ".saving");
        Path parameters = temporary.resolve(name + "-0000.params");
        try {
            saveParameters(model, temporary);
            Files.deleteIfExists(folder.resolve(parameters.getFileName()));
            write(folder.resolve(CARD), JsonUtils.GSON_PRETTY.toJson(card) + "\n");
            write(folder.resolve(PROPERTIES), text(entries));
            copyFile(parameters, folder);
        } finally {
            Files.deleteIfExists(parameters);
            Files.deleteIfExists(temporary);
        }
    }

    private static String text(Map<String, String> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach(
                (key, value) ->
                        text.append(key)
                                .append('=')
                                .append(value.replace("\\", "\\\\"))
                                .append('\n'));
        return text.toString();
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
     * @throws IOException naming the file, if one is missing or cannot be written, if the folders
     *     are the same, or if the other one holds parameters of a higher epoch, which DJL would
     *     load instead
     */
    public static void copy(Path from, Path to) throws IOException {
        String name = modelName(from);
        int epoch = epoch(from, name);
        Path parameters = parameters(from, name, epoch);
        Files.createDirectories(to);
        if (Files.isSameFile(from, to)) {
            throw new IOException(to + ": expected another folder than that of the model");
        }
        requireNoEpochAbove(epoch, to, name);
        Files.deleteIfExists(to.resolve(parameters.getFileName().toString()));
        for (Path file : List.of(from.resolve(CARD), from.resolve(PROPERTIES), parameters)) {
            copyFile(file, to);
        }
    }

    private static void copyFile(Path file, Path folder) throws IOException {
        AtomicFile.write(
                folder.resolve(file.getFileName().toString()), out -> Files.copy(file, out));
    }

    private static void requireNoEpochAbove(int epoch, Path folder, String name)
            throws IOException {
        if (Utils.getCurrentEpoch(folder, name) > epoch) {
            throw new IOException(
                    folder
                            + ": holds parameters of "
                            + name
                            + " of a higher epoch, which would be loaded instead; expected an empty folder");
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

    private static String modelName(Path folder) throws IOException {
        String name = properties(folder).get(MODEL_NAME);
        if (name == null) {
            throw new IOException(
                    folder.resolve(PROPERTIES) + ": entry " + MODEL_NAME + " is missing");
        }
        return name;
    }

    /** The file that DJL would load: of the highest epoch. */
    static Path parameters(Path folder) throws IOException {
        String name = modelName(folder);
        return parameters(folder, name, epoch(folder, name));
    }

    private static Path parameters(Path folder, String name, int epoch) {
        return folder.resolve("%s-%04d.params".formatted(name, epoch));
    }

    /** The highest one. */
    private static int epoch(Path folder, String name) throws IOException {
        int epoch = Utils.getCurrentEpoch(folder, name);
        if (epoch < 0) {
            throw new IOException(folder + ": has no parameters of " + name);
        }
        return epoch;
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
    private static void saveParameters(Model model, Path temporary) throws IOException {
        String name = model.getName();
        try (Model copy =
                Model.newInstance(name, model.getNDManager().getDevice(), EgnnModelZoo.ENGINE)) {
            copy.setBlock(model.getBlock());
            copy.setDataType(model.getDataType());
            copy.save(temporary, name);
        }
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
