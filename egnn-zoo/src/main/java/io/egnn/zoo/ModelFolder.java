/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.Model;
import ai.djl.util.JsonUtils;
import ai.djl.util.Utils;
import io.egnn.file.SmallFile;
import io.egnn.file.StagedFiles;
import io.egnn.nn.GraphNetwork;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
     * Writes a model, or replaces the one of the same name once the new one is on the disk. Its
     * parameters come last, so that they are never beside the settings of another one, which would
     * load and predict wrong numbers.
     *
     * @param folder the folder, made if it is missing
     * @param model a trained model whose block is a {@link GraphNetwork} that {@link
     *     EgnnBlockFactory} builds
     * @param translator the arguments of the translator, as {@link
     *     NBodyTranslatorFactory#arguments} has them
     * @param card what the model is
     * @throws IOException naming the file, if it cannot be written, or if the folder holds
     *     parameters of a higher epoch, which DJL would load instead; the folder is then as it was
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
        try (StagedFiles files = StagedFiles.in(folder)) {
            write(files, CARD, JsonUtils.GSON_PRETTY.toJson(card) + "\n");
            write(files, PROPERTIES, text(entries));
            saveParameters(model, files.staging());
            files.moveIntoPlace(List.of(CARD, PROPERTIES, parametersFile(name, 0)));
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
            String text = SmallFile.text(file);
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
     *     load instead; the other folder is then as it was
     */
    public static void copy(Path from, Path to) throws IOException {
        String name = modelName(from);
        int epoch = epoch(from, name);
        List<String> names = List.of(CARD, PROPERTIES, parametersFile(name, epoch));
        for (String file : names) {
            requireFile(from, file);
        }
        Files.createDirectories(to);
        if (Files.isSameFile(from, to)) {
            throw new IOException(to + ": expected another folder than that of the model");
        }
        requireNoEpochAbove(epoch, to, name);
        try (StagedFiles files = StagedFiles.in(to)) {
            for (String file : names) {
                files.write(file, out -> Files.copy(from.resolve(file), out));
            }
            files.moveIntoPlace(names);
        }
    }

    private static void requireFile(Path folder, String name) throws IOException {
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw new IOException(folder + ": not the folder of a model, it has no " + name);
        }
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
        requireFile(folder, PROPERTIES);
        Properties properties = new Properties();
        try (Reader reader = new StringReader(SmallFile.text(file))) {
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
        return folder.resolve(parametersFile(name, epoch(folder, name)));
    }

    private static String parametersFile(String name, int epoch) {
        return String.format(Locale.ROOT, "%s-%04d.params", name, epoch);
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
        } catch (IOException e) {
            // DJL does not say which file.
            throw new IOException(
                    "cannot write " + temporary.resolve(parametersFile(name, 0)) + ": " + e, e);
        }
    }

    private static void write(StagedFiles files, String name, String text) throws IOException {
        files.write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
