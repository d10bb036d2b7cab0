/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.util.JsonUtils;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.egnn.file.AtomicFile;
import io.egnn.file.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A {@code metadata.json} with the models of one artifact id, in DJL's format, being changed. */
final class MetadataFile {

    private static final String ARTIFACTS = "artifacts";
    private static final String PROPERTIES = "properties";

    private final Path file;
    private final JsonObject content;

    private MetadataFile(Path file, JsonObject content) {
        this.file = file;
        this.content = content;
    }

    /**
     * Reads the file, or begins a new one.
     *
     * @throws IOException naming the file, if it cannot be read
     */
    static MetadataFile of(Path file, String artifactId, String description) throws IOException {
        if (!Files.exists(file)) {
            return new MetadataFile(file, header(artifactId, description));
        }
        try {
            String place = file.toString();
            JsonObject content =
                    RecordJson.object(RecordJson.parse(SmallFile.text(file), place), place);
            if (!(content.get(ARTIFACTS) instanceof JsonArray)) {
                throw new IOException(file + ": has no list of artifacts");
            }
            return new MetadataFile(file, content);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The version and file of a model that is there already. */
    Optional<Published> find(ZooName name) {
        for (JsonElement element : content.getAsJsonArray(ARTIFACTS)) {
            JsonObject artifact = element.getAsJsonObject();
            if (isOf(name, artifact)) {
                JsonObject file = artifact.getAsJsonObject("files").getAsJsonObject("parameters");
                return Optional.of(
                        new Published(
                                artifact.get("version").getAsString(),
                                file.get("uri").getAsString(),
                                file.get("sha1Hash").getAsString()));
            }
        }
        return Optional.empty();
    }

    /**
     * What is known of a model that was put here before.
     *
     * @param version three numbers
     * @param uri of the packed parameters
     * @param sha1 of the packed parameters
     */
    record Published(String version, String uri, String sha1) {}

    /** Adds or replaces a model. */
    void put(ZooEntry entry, PackedFile parameters) {
        JsonArray artifacts = content.getAsJsonArray(ARTIFACTS);
        for (int i = 0; i < artifacts.size(); i++) {
            if (isOf(entry.name(), artifacts.get(i).getAsJsonObject())) {
                artifacts.set(i, json(entry, parameters));
                return;
            }
        }
        artifacts.add(json(entry, parameters));
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @throws IOException naming the file, if it cannot be written
     */
    void write() throws IOException {
        String text = JsonUtils.GSON_PRETTY.toJson(content) + "\n";
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isOf(ZooName name, JsonObject artifact) {
        return artifact.get("name").getAsString().equals(name.fileName());
    }

    private static JsonObject json(ZooEntry entry, PackedFile parameters) {
        JsonObject artifact = new JsonObject();
        artifact.addProperty("version", entry.version());
        artifact.addProperty("snapshot", false);
        artifact.addProperty("name", entry.name().fileName());
        JsonObject properties = new JsonObject();
        entry.name().properties().forEach(properties::addProperty);
        artifact.add(PROPERTIES, properties);
        JsonObject arguments = new JsonObject();
        for (Map.Entry<String, String> argument : new TreeMap<>(entry.arguments()).entrySet()) {
            if (argument.getKey().equals(EgnnBlockFactory.CONFIG)) {
                arguments.add(
                        argument.getKey(), RecordJson.parse(argument.getValue(), "configuration"));
            } else {
                arguments.addProperty(argument.getKey(), argument.getValue());
            }
        }
        artifact.add("arguments", arguments);
        artifact.add(ZooEntry.CARD, JsonUtils.GSON.toJsonTree(entry.card()));
        JsonObject file = new JsonObject();
        file.addProperty("uri", parameters.uri());
        file.addProperty("sha1Hash", parameters.sha1());
        file.addProperty("name", parameters.name());
        file.addProperty("size", parameters.size());
        JsonObject files = new JsonObject();
        files.add("parameters", file);
        artifact.add("files", files);
        return artifact;
    }

    private static JsonObject header(String artifactId, String description) {
        JsonObject metadata = new JsonObject();
        metadata.addProperty("metadataVersion", "0.2");
        metadata.addProperty("resourceType", "model");
        metadata.addProperty("application", "undefined");
        metadata.addProperty("groupId", EgnnModelZoo.GROUP_ID);
        metadata.addProperty("artifactId", artifactId);
        metadata.addProperty("name", artifactId);
        metadata.addProperty("description", description);
        JsonObject license = new JsonObject();
        license.addProperty("name", "The Apache License, Version 2.0");
        license.addProperty("url", "https://www.apache.org/licenses/LICENSE-2.0");
        JsonObject licenses = new JsonObject();
        licenses.add("license", license);
        metadata.add("licenses", licenses);
        metadata.add(ARTIFACTS, new JsonArray());
        return metadata;
    }
}
