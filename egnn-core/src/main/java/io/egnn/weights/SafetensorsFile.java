/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A {@code .safetensors} file: the length of a JSON header, the header, and the elements of all
 * arrays without gaps.
 *
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
final class SafetensorsFile extends ArrayFile {

    private static final int LONGEST_HEADER = 16 << 20;

    /** An array and its place in the file. */
    private record Entry(ArrayHeader header, long begin, long end) {}

    private final FileChannel channel;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    SafetensorsFile(Path file) throws IOException {
        super(file);
        channel = FileChannel.open(file);
        try {
            index();
        } catch (IOException
                | IllegalArgumentException // an impossible name, type, shape or number
                | IllegalStateException e) { // JSON of another structure
            channel.close();
            throw new IOException(
                    file + ": is neither a zip nor a sound .safetensors file: " + e.getMessage(),
                    e);
        }
    }

    private void index() throws IOException {
        long length = read(0, Long.BYTES).getLong();
        long most = Math.min(LONGEST_HEADER, channel.size() - Long.BYTES);
        if (length < 2 || length > most) {
            throw new IOException(
                    "the header claims %s bytes, expected 2 to %d"
                            .formatted(Long.toUnsignedString(length), most));
        }
        long data = Long.BYTES + length;
        ByteBuffer bytes = read(Long.BYTES, (int) length);
        if (bytes.get(0) != '{') {
            throw new IOException("the header is no JSON object");
        }
        parse(StandardCharsets.UTF_8.decode(bytes).toString(), data);
        checkLayout(data);
    }

    private void parse(String json, long data) throws IOException {
        try (JsonReader reader = new JsonReader(new StringReader(json))) {
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                if (name.equals("__metadata__")) {
                    reader.skipValue();
                } else if (entries.put(name, entry(name, reader, data)) != null) {
                    throw new IOException("array '" + name + "' is in the file twice");
                }
            }
            reader.endObject();
        }
    }

    private static Entry entry(String name, JsonReader reader, long data) throws IOException {
        String type = "";
        List<Long> shape = List.of();
        List<Long> offsets = List.of();
        reader.beginObject();
        while (reader.hasNext()) {
            switch (reader.nextName()) {
                case "dtype" -> type = reader.nextString();
                case "shape" -> shape = longs(reader);
                case "data_offsets" -> offsets = longs(reader);
                default -> reader.skipValue();
            }
        }
        reader.endObject();
        if (shape.stream().anyMatch(size -> size < 0)) {
            throw new IOException("array '" + name + "' has the impossible shape " + shape);
        }
        ArrayHeader header =
                new ArrayHeader(
                        name,
                        dataType(name, type),
                        new Shape(shape.stream().mapToLong(Long::longValue).toArray()));
        if (offsets.size() != 2
                || offsets.get(0) < 0
                || offsets.get(1) - offsets.get(0) != header.byteCount()) {
            throw new IOException(
                    "array '%s' has the offsets %s, but its shape %s needs %d bytes"
                            .formatted(name, offsets, header.shape(), header.byteCount()));
        }
        return new Entry(header, data + offsets.get(0), data + offsets.get(1));
    }

    private static DataType dataType(String name, String type) throws IOException {
        return switch (type) {
            case "F32" -> DataType.FLOAT32;
            case "F64" -> DataType.FLOAT64;
            default ->
                    throw new IOException(
                            "array '%s' has type '%s', expected F32 or F64"
                                    .formatted(
                                            ArrayHeader.printable(name),
                                            ArrayHeader.printable(type)));
        };
    }

    private static List<Long> longs(JsonReader reader) throws IOException {
        List<Long> values = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            values.add(reader.nextLong());
        }
        reader.endArray();
        return values;
    }

    /** Every byte after the header belongs to exactly one array. */
    private void checkLayout(long data) throws IOException {
        List<Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = data;
        for (Entry entry : sorted) {
            if (entry.begin() != end) {
                throw new IOException(
                        "array '%s' begins at byte %d, expected %d: arrays overlap or leave a gap"
                                .formatted(entry.header().name(), entry.begin(), end));
            }
            end = entry.end();
        }
        if (end != channel.size()) {
            throw new IOException(
                    "the arrays end at byte %d, but the file has %d bytes"
                            .formatted(end, channel.size()));
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public ArrayHeader header(String name) throws IOException {
        return entry(name).header();
    }

    @Override
    public NamedArray read(String name, long maxBytes) throws IOException {
        Entry entry = entry(name);
        try {
            int count = entry.header().allocatable(maxBytes);
            return new NamedArray(entry.header(), read(entry.begin(), count).array());
        } catch (IOException e) {
            throw broken("array '" + name + "'", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Entry entry(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw missing(name);
        }
        return entry;
    }

    private ByteBuffer read(long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file ends at byte " + channel.size());
            }
        }
        return buffer.flip();
    }
}
