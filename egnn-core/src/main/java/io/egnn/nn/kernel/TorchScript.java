/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript function written as text: many tensor operations in one native call.
 *
 * <p>The text holds the methods of a module without attributes, in the dialect that libtorch reads
 * back from its own archives (plain {@code torch.} calls, typed signatures); {@code forward} is
 * what {@link #call} runs. Every argument and result is a tensor. It is packed into libtorch's
 * archive format in memory, so no Python is needed to make it.
 *
 * <p>An instance has no state and may be called from several threads at once.
 */
public final class TorchScript implements AutoCloseable {

    private static final String FOLDER = "script/";

    /** Holds the native module: libtorch would free it under the block otherwise. */
    private final Model model;

    private final PtSymbolBlock block;

    private TorchScript(Model model) {
        this.model = model;
        this.block = (PtSymbolBlock) model.getBlock();
    }

    /**
     * Compiles the methods of a module.
     *
     * @param name names the module in libtorch's error messages; letters, digits and underscores
     * @param methods the text of the methods; {@code SELF} stands for the module's type
     * @return the function
     * @throws IllegalArgumentException if libtorch does not accept the text; the message has its
     *     line
     */
    public static TorchScript compile(String name, String methods) {
        Model model = Model.newInstance(name, Device.cpu(), "PyTorch");
        try {
            model.load(new ByteArrayInputStream(archive(name, methods)));
            return new TorchScript(model);
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new IllegalArgumentException(
                    "TorchScript " + name + " does not compile: " + e.getMessage(), e);
        }
    }

    /**
     * Compiles text resources after replacing their upper-case names.
     *
     * @param anchor the class beside which the resources lie
     * @param constants what to put in the place of each name, where it stands as a whole word
     * @param resources the files whose methods make up the module
     * @return the function
     */
    public static TorchScript compile(
            Class<?> anchor, Map<String, ?> constants, String... resources) {
        return compile(name(resources), text(anchor, constants, resources));
    }

    /** The methods of text resources after replacing their upper-case names. */
    static String text(Class<?> anchor, Map<String, ?> constants, String... resources) {
        StringBuilder text = new StringBuilder();
        for (String resource : resources) {
            text.append(read(anchor, resource)).append('\n');
        }
        String methods = text.toString();
        for (Map.Entry<String, ?> constant : constants.entrySet()) {
            methods =
                    methods.replaceAll(
                            "\\b" + constant.getKey() + "\\b", constant.getValue().toString());
        }
        return methods;
    }

    /** The name of a module of text resources: the last one. */
    static String name(String... resources) {
        return resources[resources.length - 1].replaceAll("\\W", "_");
    }

    /**
     * A truth value as the texts write it.
     *
     * @param value the value
     * @return {@code True} or {@code False}
     */
    static String literal(boolean value) {
        return value ? "True" : "False";
    }

    private static String read(Class<?> anchor, String resource) {
        try (InputStream in = anchor.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no resource " + resource + " beside " + anchor.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs {@code forward}.
     *
     * @param arguments the tensors in the order of its parameters; the results attach to the
     *     manager of the first one, so that must be a tensor of the batch and never a parameter;
     *     DJL packs tensors whose names end with {@code []} into lists
     * @param training true to record for autograd (if the thread's gradient mode is on); false to
     *     run in inference mode, where tensors may be changed in place
     * @return the results, ordinary tensors, which do not share memory with an argument after
     *     inference
     */
    public NDList call(NDList arguments, boolean training) {
        // The profiling executor re-specialises for every new shape; it was never faster here, and
        // often much slower.
        // The switch is thread-local, so it is set where the call is made.
        JniUtils.setGraphExecutorOptimize(false);
        NDList results = IValueUtils.forward(block, arguments, training);
        return training ? results : ordinary(results);
    }

    /**
     * What comes out of inference mode could neither be changed in place nor take part in a later
     * backward pass, unlike what DJL's own blocks give.
     */
    static NDList ordinary(NDList results) {
        NDList copies = new NDList(results.size());
        for (NDArray result : results) {
            copies.add(result.duplicate());
            result.close();
        }
        return copies;
    }

    /**
     * Runs one method in inference mode on values that need not be tensors; made for changing lists
     * of tensors in place.
     *
     * @param method its name
     * @param arguments the values in the order of its parameters; still open afterwards
     * @return the result, to be closed by the caller
     */
    public IValue run(String method, IValue... arguments) {
        JniUtils.setGraphExecutorOptimize(false);
        return IValueUtils.runMethod(block, method, arguments);
    }

    /**
     * Frees the native module; needed only where a script is not kept for as long as the program
     * runs.
     */
    @Override
    public void close() {
        model.close();
    }

    @Override
    public String toString() {
        return "TorchScript(" + model.getName() + ")";
    }

    private static byte[] archive(String name, String methods) throws IOException {
        String type = "__torch__." + name;
        StringBuilder code =
                new StringBuilder(methods.length() + 256)
                        .append("class ")
                        .append(name)
                        .append("(Module):\n  __parameters__ = []\n  __buffers__ = []\n")
                        .append("  training : bool\n");
        methods.replaceAll("\\bSELF\\b", type)
                .lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*", ""))
                .filter(line -> !line.isBlank())
                .forEach(line -> code.append("  ").append(line).append('\n'));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            // Pickle: protocol 2, the empty tuple.
            store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            store(zip, "data.pkl", instance(name));
            store(zip, "code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /**
     * Pickle of an object of class {@code __torch__.NAME} whose one attribute is training = False.
     */
    private static byte[] instance(String name) throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write(("c__torch__\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {'q', 0, ')', (byte) 0x81, '}', 'q', 1});
        pickle.write(new byte[] {'X', 8, 0, 0, 0});
        pickle.write("training".getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {'q', 2, (byte) 0x89, 's', 'b', '.'});
        return pickle.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(FOLDER + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
