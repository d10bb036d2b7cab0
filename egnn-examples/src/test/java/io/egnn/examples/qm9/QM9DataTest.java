/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.examples.qm9;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which molecules are left out. */
class QM9DataTest {

    @TempDir private Path folder;

    @Test
    void onlyMoleculesOfQM9AreLeftOut() throws IOException {
        StringBuilder list = new StringBuilder();
        for (int id = 1; id <= 3054; id++) {
            list.append("  ").append(id).append("  C  x\n");
        }
        Files.writeString(folder.resolve("uncharacterized.txt"), list);
        StringBuilder own = new StringBuilder();
        StringBuilder labels = new StringBuilder("name,U0\n");
        for (int m = 0; m < 10; m++) {
            own.append("2\nmine\nC 0 0 0\nH 0 0 ").append(1 + 0.1 * m).append('\n');
            labels.append("mine,").append(m).append('\n');
        }
        Path molecules = Files.writeString(folder.resolve("own.xyz"), own);
        Files.writeString(folder.resolve("own.xyz.csv"), labels);

        assertThat(size(molecules)).isEqualTo(10);
        assertThat(size(InventedMolecules.write(folder.resolve("qm9.xyz"), 3060))).isEqualTo(6);
    }

    private static int size(Path file) throws IOException {
        QM9Data data = QM9Data.read(file);
        return data.training().size() + data.validation().size() + data.test().size();
    }
}
