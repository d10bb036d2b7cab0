/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.zoo;

import ai.djl.repository.AbstractRepository;
import ai.djl.repository.Artifact;
import ai.djl.repository.MRL;
import ai.djl.repository.Metadata;
import ai.djl.repository.VersionRange;
import ai.djl.util.JsonUtils;
import ai.djl.util.Progress;
import ai.djl.util.Utils;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A DJL repository in the resources of a jar: a tree of {@code metadata.json} and packed parameters
 * that needs no network.
 *
 * <p>Resources are found by the class loader of a class beside them, whatever the thread's context
 * class loader is. Files are unpacked into DJL's cache folder, because DJL loads models from
 * folders, and each time they are asked for compared with the resource: what is cached is used only
 * if it is the same byte by byte, else it is unpacked again. The folder's name contains the
 * checksums, so that different versions of a zoo never share one.
 */
public final class ClasspathRepository extends AbstractRepository {

    private static final int METADATA_LIMIT = 1 << 24;

    private final String root;
    private final Function<String, @Nullable InputStream> resources;

    /**
     * A repository in the resources beside a class.
     *
     * @param anchor a class in the same jar
     * @param root the folder of the tree, beginning and ending with a slash, such as {@code
     *     /mlrepo/}
     */
    public ClasspathRepository(Class<?> anchor, String root) {
        this(root, path -> anchor.getResourceAsStream(path));
    }

    ClasspathRepository(String root, Function<String, @Nullable InputStream> resources) {
        super("classpath", URI.create("classpath:" + root));
        this.root = root;
        this.resources = resources;
    }

    /**
     * {@inheritDoc}
     *
     * @return true: files have to be fetched before they are used
     */
    @Override
    public boolean isRemote() {
        return true;
    }

    /** Whether there is a {@code metadata.json}. */
    boolean has(MRL mrl) {
        try (InputStream in = resources.apply(metadataPath(mrl))) {
            return in != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @return metadata that find models by their properties, and by what they predict: {@link
     *     RankedMetadata}
     * @throws IOException if there is no {@code metadata.json}, or if it is not what it should be
     */
    @Override
    public Metadata locate(MRL mrl) throws IOException {
        try {
            RankedMetadata metadata = JsonUtils.GSON.fromJson(json(mrl), RankedMetadata.class);
            if (metadata.getArtifacts() == null) {
                throw new IOException(metadataPath(mrl) + ": has no artifacts");
            }
            metadata.rankBy(entries(mrl));
            metadata.init(arguments);
            metadata.setRepositoryUri(mrl.toURI());
            return metadata;
        } catch (JsonParseException e) {
            throw new IOException(metadataPath(mrl) + ": " + e.getMessage(), e);
        }
    }

    /** All that the zoo says about the models of one artifact id, in the order of its metadata. */
    List<ZooEntry> entries(MRL mrl) throws IOException {
        String place = metadataPath(mrl);
        try {
            List<ZooEntry> entries = new ArrayList<>();
            for (JsonElement artifact : json(mrl).getAsJsonArray("artifacts")) {
                entries.add(
                        ZooEntry.read(
                                mrl.getArtifactId(),
                                RecordJson.object(artifact, place + ": artifact"),
                                place));
            }
            return entries;
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @return the first one that matches, or null if none does, as DJL expects it
     */
    @Override
    public @Nullable Artifact resolve(MRL mrl, @Nullable Map<String, String> filter)
            throws IOException {
        return locate(mrl).search(VersionRange.parse(mrl.getVersion()), filter).stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The resources of a jar cannot be listed, so there are none here; the {@link ModelCatalog}
     * knows them.
     */
    @Override
    public List<MRL> getResources() {
        return List.of();
    }

    @Override
    public Path getCacheDirectory() throws IOException {
        return Utils.getCacheDir().resolve("cache/egnn/zoo");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException if the metadata lack a checksum
     */
    @Override
    public Path getResourceDirectory(Artifact artifact) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (PackedFile file : files(artifact)) {
            sums.append(file.sha1());
        }
        String sum = PackedFile.sha1(sums.toString().getBytes(StandardCharsets.UTF_8));
        Path folder = super.getResourceDirectory(artifact).toAbsolutePath().normalize();
        if (!folder.startsWith(getCacheDirectory().toAbsolutePath().normalize())) {
            throw new IOException(artifact + ": name or version lead out of the cache folder");
        }
        return folder.resolveSibling(folder.getFileName() + "-" + sum.substring(0, 12));
    }

    @Override
    protected URI resolvePath(Artifact.Item item, @Nullable String path) throws IOException {
        return getResourceDirectory(item.getArtifact()).resolve(item.getName()).toUri();
    }

    /**
     * Makes sure that the cache folder holds the files of an artifact and nothing else.
     *
     * <p>Several threads and processes may do so at a time.
     *
     * @param artifact from this repository
     * @param progress told of every file, or null
     * @throws IOException naming the file, if a resource is missing, has another checksum or size,
     *     if it cannot be unpacked, or if the folder holds a file that is not the artifact's
     */
    @Override
    public void prepare(Artifact artifact, @Nullable Progress progress) throws IOException {
        Path folder = getResourceDirectory(artifact);
        List<PackedFile> files = files(artifact);
        if (progress != null) {
            progress.reset("Unpacking", files.size());
        }
        try {
            for (PackedFile file : files) {
                CachedFile.put(folder, file.name(), read(artifact, file));
                if (progress != null) {
                    progress.increment(1);
                }
            }
            CachedFile.requireOnly(folder, files.stream().map(PackedFile::name).toList());
        } finally {
            if (progress != null) {
                progress.end();
            }
        }
    }

    private byte[] read(Artifact artifact, PackedFile file) throws IOException {
        String path = root + artifact.getMetadata().getRepositoryUri().getPath() + file.uri();
        try (InputStream in = open(path)) {
            return file.unpack(in);
        }
    }

    private static List<PackedFile> files(Artifact artifact) throws IOException {
        List<PackedFile> files = new ArrayList<>();
        for (Artifact.Item item : artifact.getFiles().values()) {
            files.add(PackedFile.of(item));
        }
        if (files.isEmpty()) {
            throw new IOException(artifact + ": has no files");
        }
        return files;
    }

    private JsonObject json(MRL mrl) throws IOException {
        String path = metadataPath(mrl);
        try (InputStream in = open(path)) {
            String text = new String(in.readNBytes(METADATA_LIMIT), StandardCharsets.UTF_8);
            return RecordJson.object(RecordJson.parse(text, path), path);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private String metadataPath(MRL mrl) {
        return root + mrl.toURI().getPath() + "metadata.json";
    }

    private InputStream open(String path) throws IOException {
        InputStream in = resources.apply(path);
        if (in == null) {
            throw new IOException(path + ": not among the resources of the zoo");
        }
        return in;
    }
}
