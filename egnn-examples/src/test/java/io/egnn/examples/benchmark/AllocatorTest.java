/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.egnn.examples.command.ProjectFolder;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocatorTest {

    @ParameterizedTest
    @ValueSource(strings = {"egnn", "docs/deployment.md"})
    void launcherAndGuideSetTheSame(String file) throws Exception {
        Map<String, String> environment = new HashMap<>();
        Allocator.LAUNCHER.applyTo(environment);

        String text = Files.readString(ProjectFolder.find().resolve(file));
        Matcher assignments = Pattern.compile("\\b(MALLOC_\\w+)=(\\d+)").matcher(text);
        Map<String, String> exported = new HashMap<>();
        while (assignments.find()) {
            exported.put(assignments.group(1), assignments.group(2));
        }
        assertThat(exported).isEqualTo(environment);
    }

    @Test
    void whatIsSetIsTakenBack() {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", "here"));
        Allocator.LAUNCHER.applyTo(environment);
        Allocator.DEFAULT.applyTo(environment);
        assertThat(environment).containsExactly(Map.entry("HOME", "here"));
    }
}
