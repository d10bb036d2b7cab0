/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import ai.djl.util.Progress;
import ai.djl.util.Utils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * QM9 as published: the archive of 133,885 molecules and the list of those that the paper leaves
 * out, downloaded once.
 *
 * @see <a href="https://doi.org/10.6084/m9.figshare.c.978904">Ramakrishnan, Dral, Rupp, von
 *     Lilienfeld: Quantum chemistry structures and properties of 134 kilo molecules (CC0)</a>
 */
public final class QM9Archive {

    /** The molecules. */
    static final String MOLECULES = "dsgdb9nsd.xyz.tar.bz2";

    /** The list. */
    static final String LIST = "uncharacterized.txt";

    private static final Map<String, Download> PUBLISHED = new LinkedHashMap<>();

    static {
        String base = "https://ndownloader.figshare.com/files/";
        PUBLISHED.put(
                LIST,
                new Download(
                        URI.create(base + "3195404"), 486_752, "a361887bacb427b8a0ce7903d92a53b4"));
        PUBLISHED.put(
                MOLECULES,
                new Download(
                        URI.create(base + "3195389"),
                        86_144_227,
                        "ad1ebd51ee7f5b3a6e32e974e5d54012"));
    }

    private QM9Archive() {}

    /**
     * Downloads what is not yet in DJL's cache folder.
     *
     * @param progress shows how far it is, or null
     * @return the archive; the list lies beside it
     * @throws IOException if the connection breaks, to be tried again, or if what came is another
     *     file
     */
    public static Path get(@Nullable Progress progress) throws IOException {
        return get(Utils.getCacheDir().resolve("cache/egnn/qm9"), PUBLISHED, progress);
    }

    static Path get(Path folder, Map<String, Download> files, @Nullable Progress progress)
            throws IOException {
        for (Map.Entry<String, Download> file : files.entrySet()) {
            file.getValue().to(folder.resolve(file.getKey()), progress);
        }
        return folder.resolve(MOLECULES);
    }

    /** The published file of this name. */
    static Download published(String name) {
        Download download = PUBLISHED.get(name);
        if (download == null) {
            throw new IllegalArgumentException(
                    "expected one of " + PUBLISHED.keySet() + ", got " + name);
        }
        return download;
    }
}
