/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.egnn.graph.GraphBatch;
import io.egnn.nn.kernel.Differentiable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean of several networks that were trained apart, each in its own way or from another seed:
 * what they do not have in common, which is much of their error on molecules that they have not
 * seen, is averaged out.
 *
 * <p>\[ y = \frac1K \sum_{k=1}^K y^{(k)} \]
 *
 * <p>Input and output are those of {@link MoleculeEgnn}, and so are the symmetries. The time is K
 * times that of one.
 */
public final class MoleculeEnsemble extends GraphNetwork<MoleculeEnsembleConfig> {

    private final List<MoleculeEgnn> members;

    /**
     * An ensemble.
     *
     * @param config sizes and options
     */
    @SuppressWarnings("this-escape") // addChildBlock is how DJL blocks are built
    public MoleculeEnsemble(MoleculeEnsembleConfig config) {
        super(config);
        members =
                IntStream.range(0, config.members())
                        .mapToObj(k -> addChildBlock("member_" + k, config.member().newNetwork()))
                        .toList();
    }

    /**
     * The networks, which may be used alone.
     *
     * @return K networks
     */
    public List<MoleculeEgnn> members() {
        return members;
    }

    @Override
    protected NDList propagate(ParameterStore store, GraphBatch batch, boolean training) {
        NDList inputs = batch.toNDList();
        NDArray sum = members.get(0).forward(store, inputs, training).head();
        for (MoleculeEgnn member : members.subList(1, members.size())) {
            sum = sum.add(member.forward(store, inputs, training).head());
        }
        return new NDList(sum.div(Differentiable.number(members.size(), sum)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return members.get(0).getOutputShapes(inputShapes);
    }
}
