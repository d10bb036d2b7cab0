/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.zoo;

import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.file.Path;

/** Loads an exported folder and answers one request; knows nothing but DJL. */
final class ServingChild {

    private ServingChild() {}

    /**
     * Prints the answer.
     *
     * @param args the folder and the request in JSON
     */
    public static void main(String[] args) throws Exception {
        Criteria<Input, Output> criteria =
                Criteria.builder()
                        .setTypes(Input.class, Output.class)
                        .optModelPath(Path.of(args[0]))
                        .build();
        try (ZooModel<Input, Output> model = criteria.loadModel();
                Predictor<Input, Output> predictor = model.newPredictor()) {
            Input request = new Input();
            request.add(args[1]);
            System.out.println(predictor.predict(request).getAsString(0));
        }
        try {
            Class.forName("picocli.CommandLine");
            throw new IllegalStateException("there is more on the class path than the zoo's");
        } catch (ClassNotFoundException e) {
            System.exit(0);
        }
    }
}
