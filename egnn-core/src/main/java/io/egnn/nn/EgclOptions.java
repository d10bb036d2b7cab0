/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn;

import io.egnn.nn.kernel.Clamp;
import io.egnn.nn.kernel.CoordinateUpdate;
import io.egnn.nn.kernel.DifferenceScaling;
import io.egnn.nn.kernel.EgclConfig;
import io.egnn.nn.kernel.VelocityForm;

/**
 * The options of an equivariant layer, for the builders of single layers and of networks.
 *
 * @param <T> the builder
 */
public abstract class EgclOptions<T extends EgclOptions<T>> {

    /** The reference's limit of a clamp, in the unit of the coordinates: {@value}. */
    public static final double REFERENCE_CLAMP_LIMIT = 100;

    private int edgeAttributes;
    private int nodeAttributes;
    private boolean residual = true;
    private CoordinateUpdate coordinateUpdate = CoordinateUpdate.NEIGHBOR_MEAN;
    private DifferenceScaling scaling = DifferenceScaling.NONE;
    private boolean tanh;
    private Clamp clamp = Clamp.NONE;
    private double clampLimit = REFERENCE_CLAMP_LIMIT;
    private VelocityForm velocity = VelocityForm.NONE;
    private boolean inferredEdges;

    EgclOptions() {}

    abstract T self();

    /**
     * Sets the number A of edge attributes; 0 unless set.
     *
     * @param number length of a_ij
     * @return this builder
     */
    public T optEdgeAttributes(int number) {
        edgeAttributes = number;
        return self();
    }

    /**
     * Sets the number D of node attributes; 0 unless set.
     *
     * @param number length of what phi_h sees beside h and the messages
     * @return this builder
     */
    public T optNodeAttributes(int number) {
        nodeAttributes = number;
        return self();
    }

    /**
     * Sets whether h goes around phi_h; true unless set.
     *
     * @param goesAround whether \( h^{l+1} = h^l + \phi_h \)
     * @return this builder
     */
    public T optResidual(boolean goesAround) {
        residual = goesAround;
        return self();
    }

    /**
     * Sets the sum of equation 4; the mean over neighbours unless set.
     *
     * @param update the sum
     * @return this builder
     */
    public T optCoordinateUpdate(CoordinateUpdate update) {
        coordinateUpdate = update;
        return self();
    }

    /**
     * Sets what differences are divided by in equation 4; nothing unless set.
     *
     * @param divisor the divisor
     * @return this builder
     */
    public T optScaling(DifferenceScaling divisor) {
        scaling = divisor;
        return self();
    }

    /**
     * Sets whether phi_x ends in a hyperbolic tangent; false unless set. Helps where coordinates
     * explode, may cost accuracy.
     *
     * @param bounded whether phi_x stays within -1 and 1
     * @return this builder
     */
    public T optTanh(boolean bounded) {
        tanh = bounded;
        return self();
    }

    /**
     * Sets the bound on one edge's translation; none unless set.
     *
     * @param bound the kind of bound
     * @param limit its size, in the unit of the coordinates
     * @return this builder
     */
    public T optClamp(Clamp bound, double limit) {
        clamp = bound;
        clampLimit = limit;
        return self();
    }

    /**
     * Sets how velocities enter; not at all unless set.
     *
     * @param form the form of equation 7
     * @return this builder
     */
    public T optVelocity(VelocityForm form) {
        velocity = form;
        return self();
    }

    /**
     * Sets whether messages are weighted by phi_inf, equation 8; false unless set.
     *
     * @param inferred whether edges are inferred
     * @return this builder
     */
    public T optInferredEdges(boolean inferred) {
        inferredEdges = inferred;
        return self();
    }

    EgclConfig config(int inputs, int hidden, int outputs) {
        return new EgclConfig(
                inputs,
                hidden,
                outputs,
                edgeAttributes,
                nodeAttributes,
                residual,
                coordinateUpdate,
                scaling,
                tanh,
                clamp,
                clampLimit,
                velocity,
                inferredEdges);
    }
}
