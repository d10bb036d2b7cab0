/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.weights;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The parameters of a block by the names that PyTorch gives them in a {@code state_dict}.
 *
 * <p>A parameter's name is the path of child blocks to it and its own name, joined by dots, such as
 * {@code gcl_0.edge_mlp.0.weight}. Blocks that name their children as the modules of a reference
 * implementation therefore read its parameters. Children of one name, as DJL's {@code
 * SequentialBlock} gives to blocks of one class, are called by their place, from 0, as those of
 * PyTorch's {@code Sequential}. Parameters are exported with
 *
 * <pre>{@code
 * numpy.savez("egnn.npz", **{k: v.numpy() for k, v in model.state_dict().items()})
 * }</pre>
 *
 * <p>or with {@code safetensors.torch.save_file}.
 */
public final class StateDict {

    private StateDict() {}

    /**
     * The parameters of a block and of all blocks in it.
     *
     * @param block any block
     * @return the parameters by name, in the order of the block
     * @throws IllegalArgumentException if two parameters have one name
     */
    public static Map<String, Parameter> names(Block block) {
        Map<String, Parameter> names = new LinkedHashMap<>();
        collect("", block, names);
        return names;
    }

    /**
     * Sets all parameters of a block to the values in a file; all of them or, after an error, none.
     *
     * <p>The arrays of the parameters stay the same objects. Values are converted between float32
     * and float64 to the type that the parameter has. A file with values that are infinite or no
     * numbers (in that type) is refused.
     *
     * @param file an {@code .npz} or {@code .safetensors} file, recognised by its content, that
     *     need not be trusted
     * @param block an initialised block of float32 or float64 parameters
     * @throws IOException if the file cannot be read
     * @throws MalformedModelException if the file lacks a parameter, has one that the block has
     *     not, or has one of another shape or with a value that is not finite; the message names
     *     them
     * @throws IllegalArgumentException if two parameters have one name, or one has another type
     * @throws ai.djl.nn.UninitializedParameterException if the block is not initialised
     */
    public static void load(Path file, Block block) throws IOException, MalformedModelException {
        Map<String, Parameter> parameters = names(block);
        parameters.forEach(StateDict::checkType);
        Map<Parameter, NamedArray> values = new LinkedHashMap<>();
        try (ArrayFile arrays = ArrayFile.open(file)) {
            checkHeaders(file, arrays, parameters);
            for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
                NDArray array = entry.getValue().getArray();
                NamedArray value = arrays.read(entry.getKey(), array.size() * Double.BYTES);
                checkFinite(file, value, array.getDataType());
                values.put(entry.getValue(), value);
            }
        }
        values.forEach(StateDict::assign);
    }

    /**
     * Sets the parameters of a block that another block has too, under the same name and in the
     * same shape: what a network with another readout can take over from a trained one.
     *
     * @param from an initialised block
     * @param to another one of the same data type
     * @return the names of the parameters that were copied
     * @throws IllegalArgumentException if there are none, or two parameters have one name
     * @throws ai.djl.nn.UninitializedParameterException if a block is not initialised
     */
    public static List<String> copy(Block from, Block to) {
        return copy(from, to, name -> true);
    }

    /**
     * The same for some of the parameters.
     *
     * @param from an initialised block
     * @param to another one of the same data type
     * @param taken tells by its name whether a parameter may be set
     * @return the names of the parameters that were copied
     * @throws IllegalArgumentException if there are none, or two parameters have one name
     * @throws ai.djl.nn.UninitializedParameterException if a block is not initialised
     */
    public static List<String> copy(Block from, Block to, Predicate<String> taken) {
        Map<String, Parameter> sources = names(from);
        List<String> copied = new ArrayList<>();
        names(to)
                .forEach(
                        (name, parameter) -> {
                            Parameter source = sources.get(name);
                            if (source != null
                                    && taken.test(name)
                                    && isAlike(source.getArray(), parameter.getArray())) {
                                assign(parameter.getArray(), source.getArray());
                                copied.add(name);
                            }
                        });
        if (copied.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected blocks that share parameters of one name, shape and type, got none among "
                            + shortened(described(sources))
                            + " and "
                            + shortened(described(names(to))));
        }
        return copied;
    }

    /**
     * Writes all parameters of a block, in the type they have.
     *
     * @param block an initialised block of float32 or float64 parameters
     * @param file the {@code .npz} file, replaced in one step if it is there
     * @throws IOException if the file cannot be written; an old one is then untouched
     * @throws IllegalArgumentException if two parameters have one name, or one has another type
     * @throws ai.djl.nn.UninitializedParameterException if the block is not initialised
     */
    public static void save(Block block, Path file) throws IOException {
        List<NamedArray> arrays = new ArrayList<>();
        names(block)
                .forEach(
                        (name, parameter) -> {
                            checkType(name, parameter);
                            NDArray array = parameter.getArray();
                            arrays.add(
                                    array.getDataType() == DataType.FLOAT32
                                            ? NamedArray.of(
                                                    name, array.toFloatArray(), array.getShape())
                                            : NamedArray.of(
                                                    name, array.toDoubleArray(), array.getShape()));
                        });
        NpzWriter.write(file, arrays);
    }

    private static void collect(String path, Block block, Map<String, Parameter> names) {
        for (Parameter parameter : block.getDirectParameters().values()) {
            String name = path + parameter.getName();
            if (names.put(name, parameter) != null) {
                throw new IllegalArgumentException(
                        "the block has two parameters '%s': add its children under names of their own"
                                .formatted(name));
            }
        }
        List<String> children = new ArrayList<>();
        for (String key : block.getChildren().keys()) {
            // AbstractBlock.addChildBlock puts the child's number before its name: "01gcl_0", "100"
            // + name.
            String number = String.format(Locale.ROOT, "%02d", children.size() + 1);
            children.add(key.startsWith(number) ? key.substring(number.length()) : key);
        }
        for (int i = 0; i < children.size(); i++) {
            String own = children.get(i);
            // Blocks of one class in DJL's SequentialBlock; PyTorch's Sequential numbers from 0.
            String name = Collections.frequency(children, own) > 1 ? Integer.toString(i) : own;
            collect(path + name + ".", block.getChildren().valueAt(i), names);
        }
    }

    private static void checkHeaders(Path file, ArrayFile arrays, Map<String, Parameter> parameters)
            throws IOException, MalformedModelException {
        List<String> problems = new ArrayList<>();
        for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
            String name = entry.getKey();
            if (!arrays.names().contains(name)) {
                problems.add("'" + name + "' is missing");
                continue;
            }
            var expected = entry.getValue().getArray().getShape();
            var actual = arrays.header(name).shape();
            if (!actual.equals(expected)) {
                problems.add("'%s' has shape %s, expected %s".formatted(name, actual, expected));
            }
        }
        for (String name : arrays.names()) {
            if (!parameters.containsKey(name)) {
                problems.add("'" + name + "' is no parameter of the block");
            }
        }
        if (!problems.isEmpty()) {
            throw new MalformedModelException(
                    file + " does not fit the block: " + shortened(problems));
        }
    }

    private static String shortened(List<String> problems) {
        int most = 20;
        String text = String.join("; ", problems.subList(0, Math.min(most, problems.size())));
        return problems.size() <= most
                ? text
                : text + "; and " + (problems.size() - most) + " more";
    }

    private static void checkType(String name, Parameter parameter) {
        DataType type = parameter.getArray().getDataType();
        if (type != DataType.FLOAT32 && type != DataType.FLOAT64) {
            throw new IllegalArgumentException(
                    "parameter '" + name + "' has type " + type + ", expected float32 or float64");
        }
    }

    private static void checkFinite(Path file, NamedArray value, DataType type)
            throws MalformedModelException {
        double[] numbers = value.toDoubleArray();
        for (int i = 0; i < numbers.length; i++) {
            double number = type == DataType.FLOAT32 ? (float) numbers[i] : numbers[i];
            if (!Double.isFinite(number)) {
                throw new MalformedModelException(
                        "%s: '%s' has the value %s at position %d, which is not finite as %s"
                                .formatted(file, value.header().name(), numbers[i], i, type));
            }
        }
    }

    private static void assign(Parameter parameter, NamedArray value) {
        NDArray array = parameter.getArray();
        try (NDManager manager = array.getManager().newSubManager(array.getDevice())) {
            NDArray source =
                    array.getDataType() == DataType.FLOAT32
                            ? manager.create(value.toFloatArray(), array.getShape())
                            : manager.create(value.toDoubleArray(), array.getShape());
            assign(array, source);
        }
    }

    private static void assign(NDArray array, NDArray source) {
        // PyTorch writes into a leaf of the autograd graph only while it needs no gradient.
        // NDArray.set(Buffer) would instead put the parameter into Java's memory, away from whoever
        // shares it.
        boolean trained = array.hasGradient();
        array.setRequiresGradient(false);
        array.set(new NDIndex("..."), source);
        array.setRequiresGradient(trained);
    }

    private static List<String> described(Map<String, Parameter> parameters) {
        return parameters.entrySet().stream()
                .map(
                        entry -> {
                            NDArray array = entry.getValue().getArray();
                            return entry.getKey()
                                    + " "
                                    + array.getShape()
                                    + " "
                                    + array.getDataType();
                        })
                .toList();
    }

    private static boolean isAlike(NDArray a, NDArray b) {
        return a.getShape().equals(b.getShape()) && a.getDataType() == b.getDataType();
    }
}
