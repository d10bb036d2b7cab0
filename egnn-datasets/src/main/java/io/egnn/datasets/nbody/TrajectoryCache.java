/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.nbody;

import ai.djl.training.dataset.Dataset.Usage;
import ai.djl.util.Progress;
import ai.djl.util.Utils;
import io.egnn.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trajectories of the standard data sets, made once and kept in DJL's cache folder.
 *
 * <p>A file is a header (format, version, every number of the generator and the hash of its first
 * trajectory), the four arrays as big-endian float32, and their {@link NBodyTrajectories#sha256()}.
 * A file that is not exactly this is made again. Several processes may make one at a time: what
 * they write is equal.
 */
final class TrajectoryCache {

    private static final Logger logger = LoggerFactory.getLogger(TrajectoryCache.class);

    /** To be raised when the layout of the file changes. */
    private static final int VERSION = 1;

    private static final int CHECKSUM_BYTES = 64;

    private final Path file;
    private final NBodyGenerator generator;
    private final Usage usage;
    private final byte[] header;

    TrajectoryCache(Path file, NBodyGenerator generator, Usage usage) {
        this.file = file;
        this.generator = generator;
        this.usage = usage;
        // The fingerprint also tells apart what two versions of the simulator made.
        String text =
                "egnn-djl trajectories %d\n%s of %s\nfirst trajectory %s\n"
                        .formatted(VERSION, usage, generator, generator.fingerprint());
        this.header = text.getBytes(StandardCharsets.UTF_8);
    }

    /** The file of a standard data set. */
    static Path file(NBodyVariant variant, Usage usage) {
        return Utils.getCacheDir()
                .resolve("cache/egnn/nbody")
                .resolve(variant.title() + "-" + usage.name().toLowerCase(Locale.ROOT) + ".bin");
    }

    /** Reads the trajectories, or makes and keeps them. */
    NBodyTrajectories get(@Nullable Progress progress) {
        if (Files.exists(file)) {
            try {
                return read();
            } catch (IOException e) {
                logger.warn("{}: {}; simulating these trajectories again", file, e.getMessage());
            }
        }
        NBodyTrajectories made = generator.generate(usage, progress);
        try {
            write(made);
        } catch (IOException e) {
            // The data are there; only the next process will have to simulate them again.
            logger.warn("{}: cannot keep these trajectories: {}", file, e.toString());
        }
        return made;
    }

    private NBodyTrajectories read() throws IOException {
        int size = generator.samples(usage);
        int particles = generator.particles();
        int dimension = generator.dimension();
        int width = Math.multiplyExact(size, particles * dimension);
        int numbers = 3 * width + size * particles;
        int expected = header.length + numbers * Float.BYTES + CHECKSUM_BYTES;
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(expected + 1);
        }
        if (bytes.length != expected) {
            throw new IOException("is not " + expected + " bytes long");
        }
        ByteBuffer content = ByteBuffer.wrap(bytes);
        if (!text(content, header.length).equals(new String(header, StandardCharsets.UTF_8))) {
            throw new IOException("is of another version or generator");
        }
        NBodyTrajectories trajectories;
        try {
            trajectories =
                    new NBodyTrajectories(
                            size,
                            particles,
                            dimension,
                            floats(content, width),
                            floats(content, width),
                            floats(content, size * particles),
                            floats(content, width));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!text(content, CHECKSUM_BYTES).equals(trajectories.sha256())) {
            throw new IOException("has a wrong checksum");
        }
        return trajectories;
    }

    private void write(NBodyTrajectories trajectories) throws IOException {
        float[][] arrays = {
            trajectories.positions(),
            trajectories.velocities(),
            trajectories.charges(),
            trajectories.targets()
        };
        int numbers = Arrays.stream(arrays).mapToInt(array -> array.length).sum();
        ByteBuffer content =
                ByteBuffer.allocate(header.length + numbers * Float.BYTES + CHECKSUM_BYTES);
        content.put(header);
        for (float[] array : arrays) {
            content.asFloatBuffer().put(array);
            content.position(content.position() + array.length * Float.BYTES);
        }
        content.put(trajectories.sha256().getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(file, out -> out.write(content.array()));
    }

    private static float[] floats(ByteBuffer content, int count) {
        float[] numbers = new float[count];
        content.asFloatBuffer().get(numbers);
        content.position(content.position() + count * Float.BYTES);
        return numbers;
    }

    private static String text(ByteBuffer content, int length) {
        byte[] bytes = new byte[length];
        content.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
