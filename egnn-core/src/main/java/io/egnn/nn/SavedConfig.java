/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.MalformedModelException;
import ai.djl.util.JsonUtils;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A configuration in front of saved parameters, so that those of another network are refused and
 * not misread.
 */
final class SavedConfig {

    private SavedConfig() {}

    static void write(DataOutputStream os, Object config) throws IOException {
        os.writeUTF(JsonUtils.GSON.toJson(config));
    }

    static void check(DataInputStream is, byte loadVersion, byte version, Object config)
            throws IOException, MalformedModelException {
        if (loadVersion != version) {
            throw new MalformedModelException(
                    "saved parameters have format version "
                            + loadVersion
                            + ", this library reads "
                            + version);
        }
        String json = is.readUTF();
        String expected = JsonUtils.GSON.toJson(config);
        if (!json.equals(expected)) {
            throw new MalformedModelException(
                    "saved parameters belong to another configuration: expected "
                            + expected
                            + ", got "
                            + json);
        }
    }
}
