/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.ModelNotFoundException;
import io.egnn.file.AtomicFile;
import io.egnn.zoo.MetadataFile.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts trained models into the tree that {@link ClasspathRepository} reads; for the maintainers of
 * a zoo.
 *
 * <p>The tree keeps one version of every model. Other weights than those that are there get the
 * next version, the same ones keep theirs.
 */
public final class ArtifactWriter {

    private static final String FIRST_VERSION = "0.0.1";
    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.)(\\d{1,6})");

    private final Path root;

    /**
     * A writer.
     *
     * @param root the folder {@code mlrepo} among the resources
     */
    public ArtifactWriter(Path root) {
        this.root = root;
    }

    /**
     * Adds or replaces a model.
     *
     * @param name what it will be loaded by
     * @param folder a model that {@link ModelFolder#save} wrote
     * @return the model as the zoo has it now
     * @throws IOException if the folder does not load, or the tree cannot be read or written
     * @throws ModelNotFoundException if the folder does not load
     * @throws MalformedModelException if the folder does not load
     */
    public ZooEntry put(ZooName name, Path folder)
            throws IOException, ModelNotFoundException, MalformedModelException {
        ModelCatalog.shipped()
                .criteria(folder.toString(), NDList.class, NDList.class)
                .build()
                .loadModel()
                .close();
        ModelCard card = ModelFolder.card(folder);
        Path home =
                root.resolve("model/undefined")
                        .resolve(EgnnModelZoo.GROUP_ID.replace('.', '/'))
                        .resolve(name.artifactId());
        MetadataFile metadata =
                MetadataFile.of(
                        home.resolve("metadata.json"), name.artifactId(), card.description());
        Optional<Published> before = metadata.find(name);

        byte[] content = Files.readAllBytes(ModelFolder.parameters(folder));
        byte[] packed = PackedFile.pack(content);
        String sha1 = PackedFile.sha1(packed);
        String version = version(before, sha1);
        String file = name.fileName() + "-0000.params";
        PackedFile parameters =
                new PackedFile(file, version + "/" + file + ".gz", sha1, content.length);
        ZooEntry entry = new ZooEntry(name, version, ModelFolder.arguments(folder), card);
        metadata.put(entry, parameters);

        // In this order a tree that is cut off in between still has what its metadata name.
        AtomicFile.write(home.resolve(parameters.uri()), out -> out.write(packed));
        metadata.write();
        if (before.isPresent() && !before.get().uri().equals(parameters.uri())) {
            remove(home.resolve(before.get().uri()));
        }
        return entry;
    }

    private static String version(Optional<Published> before, String sha1) {
        if (before.isEmpty()) {
            return FIRST_VERSION;
        }
        String version = before.get().version();
        if (before.get().sha1().equals(sha1)) {
            return version;
        }
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches()) {
            throw new IllegalStateException(
                    "version of the model that is there: expected three numbers, got " + version);
        }
        return matcher.group(1) + (Integer.parseInt(matcher.group(2)) + 1);
    }

    /** Removes a file, and its folder if nothing else of that version is in it. */
    private static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
        Path folder = file.getParent();
        try (var rest = Files.list(folder)) {
            if (rest.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }
}
