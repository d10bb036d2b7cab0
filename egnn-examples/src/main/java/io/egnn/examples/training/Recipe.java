/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.training;

import io.egnn.nn.NetworkConfig;
import java.util.List;
import java.util.stream.Collectors;

/** A network and how to train it: a record with every number that matters. */
public interface Recipe {

    /**
     * What it is called on the command line.
     *
     * @return a short name
     */
    String name();

    /**
     * What it is called in tables; the updates of networks of one title all take about as long.
     *
     * @return a name for people
     */
    String title();

    /**
     * The network.
     *
     * @return its sizes and options
     */
    NetworkConfig config();

    /**
     * How to train it.
     *
     * @return learning rate, epochs and the like
     */
    Schedule schedule();

    /**
     * How many times its usual value the loss of a batch is where the training goes back.
     *
     * @return a factor above 1; infinite for never
     */
    default double jumpFactor() {
        return Double.POSITIVE_INFINITY;
    }

    /**
     * Finds a recipe.
     *
     * @param <R> the kind of recipes
     * @param all those there are
     * @param name as the command line has it
     * @param option of the command line, for the message
     * @return the recipe
     * @throws IllegalArgumentException if there is none of this name, listing those there are
     */
    static <R extends Recipe> R find(List<R> all, String name, String option) {
        return all.stream()
                .filter(recipe -> recipe.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "%s: expected one of %s, got %s"
                                                .formatted(
                                                        option,
                                                        all.stream()
                                                                .map(Recipe::name)
                                                                .collect(Collectors.joining(", ")),
                                                        name)));
    }

    /**
     * Finds recipes.
     *
     * @param <R> the kind of recipes
     * @param all those there are
     * @param names as the command line has them
     * @param standard what to take if it has none
     * @param option of the command line, for the message
     * @return the recipes, each once
     * @throws IllegalArgumentException if there is none of a name, listing those there are
     */
    static <R extends Recipe> List<R> find(
            List<R> all, List<String> names, List<R> standard, String option) {
        return names.isEmpty()
                ? standard
                : names.stream().map(name -> find(all, name, option)).distinct().toList();
    }
}
