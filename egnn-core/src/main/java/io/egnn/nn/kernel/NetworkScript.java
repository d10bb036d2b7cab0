/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A {@link TorchScript} of a whole network: method {@code network} of its text takes the tensors of
 * a batch and, last, the list {@code w} of all weights in order of use.
 *
 * <p>DJL records for autograd only in {@code forward}, to which it hands one tensor after the
 * other; that takes longer than some layers of a small batch. So {@code forward} is made here, for
 * training, and inference calls {@code network} itself, with all weights in one piece. Where each
 * tensor has a row per graph, several threads can share a batch: each calls {@code part}, made
 * here, too.
 */
final class NetworkScript {

    private static final Pattern SIGNATURE =
            Pattern.compile("def network\\(self: SELF, (.*), w: List\\[Tensor\\]\\) -> (.*):");

    private final TorchScript script;

    private NetworkScript(TorchScript script) {
        this.script = script;
    }

    /**
     * Compiles text resources; see {@link TorchScript#compile(Class, Map, String...)}.
     *
     * @param anchor the class beside which the resources lie
     * @param constants what to put in the place of each name
     * @param weights how many weights the network has
     * @param resources the files whose methods make up the module
     */
    static NetworkScript compile(
            Class<?> anchor, Map<String, ?> constants, int weights, String... resources) {
        String methods = TorchScript.text(anchor, constants, resources);
        return new NetworkScript(
                TorchScript.compile(
                        TorchScript.name(resources), methods + callers(methods, weights)));
    }

    /**
     * Runs the network.
     *
     * @param batch the tensors before the weights
     * @param weights all weights
     * @param training true to record for autograd, false to run in inference mode
     * @param shares how many threads may share the graphs of an inference; more than one only if
     *     each tensor has a row per graph
     * @return the results, as {@link TorchScript#call} gives them
     */
    NDList call(NDList batch, WeightList weights, boolean training, int shares) {
        if (!training) {
            return infer(batch, weights, shares);
        }
        NDList arguments = new NDList(batch);
        arguments.addAll(weights.arrays());
        return script.call(arguments, true);
    }

    private NDList infer(NDList batch, WeightList weights, int shares) {
        try (NativeArguments arguments = new NativeArguments()) {
            batch.forEach(arguments::add);
            arguments.add(weights);
            PtNDManager manager = (PtNDManager) batch.head().getManager();
            if (shares > 1) {
                return shared(arguments, batch.head().getShape().get(0), shares, manager);
            }
            try (IValue results = arguments.run(script, "network")) {
                return TorchScript.ordinary(results.toNDList(manager));
            }
        }
    }

    private NDList shared(NativeArguments arguments, long graphs, int shares, PtNDManager manager) {
        List<NDList> parts = new ArrayList<>();
        // Together, too: threads that have shared an operation keep the cores for some
        // milliseconds.
        try (IntraOpThreads one = IntraOpThreads.one()) {
            BatchShares.run(
                    shares,
                    graphs,
                    (share, start, end) -> arguments.runRange(script, "part", start, end),
                    result -> parts.add(result.toNDList(manager)));
            return BatchShares.together(parts);
        } finally {
            parts.forEach(NDList::close);
        }
    }

    /** The method that collects the weights, and the one that takes some of the graphs. */
    private static String callers(String methods, int weights) {
        Matcher signature = SIGNATURE.matcher(methods);
        if (!signature.find()) {
            throw new IllegalArgumentException("no method network in the text " + methods);
        }
        String parameters = signature.group(1);
        return """
                def forward(self: SELF, %s, %s) -> %s:
                  return (self).network(%s, annotate(List[Tensor], [%s]))
                def part(self: SELF, %s, w: List[Tensor], start: int, end: int) -> %s:
                  return (self).network(%s, w)
                """
                .formatted(
                        parameters,
                        names(weights, ": Tensor"),
                        signature.group(2),
                        parameters.replace(": Tensor", ""),
                        names(weights, ""),
                        parameters,
                        signature.group(2),
                        parameters.replaceAll(
                                "(\\w+): Tensor", "torch.slice($1, 0, start, end, 1)"));
    }

    /** The names of all weights, each with its type behind it. */
    static String names(int weights, String type) {
        return IntStream.range(0, weights)
                .mapToObj(i -> "w" + i + type)
                .collect(Collectors.joining(", "));
    }
}
