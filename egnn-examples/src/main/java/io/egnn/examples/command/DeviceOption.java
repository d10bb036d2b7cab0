/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.command;

import ai.djl.Device;
import ai.djl.engine.Engine;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** {@code --device}: where a command computes. */
public final class DeviceOption {

    private static final Pattern NAMES = Pattern.compile("cpu|gpu(0|[1-9][0-9]{0,3})");

    @Option(
            names = "--device",
            paramLabel = "cpu|gpu0",
            description = "where to compute (default: ${DEFAULT-VALUE})")
    private String name = "cpu";

    /**
     * The device, which is there.
     *
     * @return CPU or one GPU
     * @throws IllegalArgumentException if the name is none, or this machine has no such GPU
     */
    public Device get() {
        if (!NAMES.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "--device: expected cpu, gpu0, gpu1, .., got " + name);
        }
        Device device = Device.fromName(name);
        if (device.isGpu()) {
            int gpus = Engine.getInstance().getGpuCount();
            if (device.getDeviceId() >= gpus) {
                throw new IllegalArgumentException(
                        "--device: "
                                + name
                                + " is not there, PyTorch sees "
                                + gpus
                                + " GPUs (its CPU build none; see EGNN_CUDA in the README)");
            }
        }
        return device;
    }
}
