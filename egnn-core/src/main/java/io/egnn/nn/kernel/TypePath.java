/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.nn.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A pair of types between which a convolution carries features: every channel in reaches every
 * channel out in as many ways as there are degrees J to couple by, \( |l_{in} - l_{out}| \le J \le
 * l_{in} + l_{out} \).
 *
 * @param in type of the sender's features
 * @param out type of the message
 * @param inChannels channels of the sender's features
 * @param outChannels channels of the message
 */
public record TypePath(int in, int out, int inChannels, int outChannels) {

    /**
     * All paths of a convolution.
     *
     * @param in the sender's types
     * @param out the message's types
     * @return the paths, by message type, then by sender's type
     */
    public static List<TypePath> between(FeatureTypes in, FeatureTypes out) {
        List<TypePath> paths = new ArrayList<>();
        for (int o : out.degrees()) {
            for (int i : in.degrees()) {
                paths.add(new TypePath(i, o, in.channels().get(i), out.channels().get(o)));
            }
        }
        return List.copyOf(paths);
    }

    /**
     * In how many ways the types couple.
     *
     * @return number of degrees J
     */
    public int frequencies() {
        return 2 * Math.min(in, out) + 1;
    }

    /**
     * How many numbers the radial network of this path makes for a distance.
     *
     * @return frequencies times channels in times channels out, which is also their order
     */
    public int weights() {
        return frequencies() * inChannels * outChannels;
    }
}
