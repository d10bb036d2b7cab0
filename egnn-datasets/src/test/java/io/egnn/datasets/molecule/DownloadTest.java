/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.datasets.molecule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloading from a server on this machine that breaks off, forgets ranges, or lies. */
class DownloadTest {

    private static final byte[] CONTENT = new byte[200_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    @TempDir private Path folder;

    private HttpServer server;
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private byte[] sent = CONTENT;
    private int breakAfter = Integer.MAX_VALUE;
    private boolean knowsRanges = true;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/file",
                exchange -> {
                    String range = exchange.getRequestHeaders().getFirst("Range");
                    ranges.add(String.valueOf(range));
                    int from =
                            range == null || !knowsRanges
                                    ? 0
                                    : Integer.parseInt(range.replaceAll("[^0-9]", ""));
                    byte[] rest = Arrays.copyOfRange(sent, from, sent.length);
                    exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
                    exchange.getResponseBody().write(rest, 0, Math.min(rest.length, breakAfter));
                    // Closing with less than was announced breaks the connection off.
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aFileIsFetchedOnce() throws Exception {
        Path file = folder.resolve("data/file");
        download().to(file, null);
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
        download().to(file, null);
        assertThat(ranges).containsExactly("null");
        assertThat(file.resolveSibling("file.part")).doesNotExist();
    }

    @Test
    void anAttemptThatWasCutOffGoesOn() throws Exception {
        Path file = folder.resolve("file");
        breakAfter = 70_000;
        assertThatThrownBy(() -> download().to(file, null)).isInstanceOf(IOException.class);
        assertThat(file).doesNotExist();
        long have = Files.size(folder.resolve("file.part"));
        assertThat(have).isBetween(1L, 70_000L);
        breakAfter = Integer.MAX_VALUE;
        download().to(file, null);
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
        assertThat(ranges).containsExactly("null", "bytes=" + have + "-");
    }

    /** As the commands of two processes may; the lock is the system's. */
    @Test
    void ofTwoAtTheSameTimeOneFetchesAndOneWaits() throws Exception {
        Path file = folder.resolve("file");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        server.createContext(
                "/slow",
                exchange -> {
                    ranges.add("slow");
                    exchange.sendResponseHeaders(200, CONTENT.length);
                    exchange.getResponseBody().write(CONTENT, 0, 1000);
                    asked.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    exchange.getResponseBody().write(CONTENT, 1000, CONTENT.length - 1000);
                    exchange.close();
                });
        FutureTask<Void> first = start(file, "/slow");
        asked.await();
        FutureTask<Void> second = start(file, "/file");
        assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);
        goOn.countDown();
        first.get();
        second.get();

        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
        assertThat(ranges).as("the second asked for nothing").containsExactly("slow");
    }

    private FutureTask<Void> start(Path file, String path) throws Exception {
        Download download = download(path);
        FutureTask<Void> task =
                new FutureTask<>(
                        () -> {
                            download.to(file, null);
                            return null;
                        });
        new Thread(task).start();
        return task;
    }

    @Test
    void aServerWithoutRangesSendsEverythingAgain() throws Exception {
        Path file = folder.resolve("file");
        Files.write(folder.resolve("file.part"), new byte[1000]);
        knowsRanges = false;
        download().to(file, null);
        assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
    }

    @Test
    void anotherFileIsDeletedAndALongerOneIsNotFetched() throws Exception {
        Path file = folder.resolve("file");
        sent = CONTENT.clone();
        sent[17]++;
        assertThatThrownBy(() -> download().to(file, null))
                .hasMessageContaining("expected a file with MD5")
                .hasMessageEndingWith("it was deleted");
        assertThat(folder.resolve("file")).doesNotExist();
        assertThat(folder.resolve("file.part")).doesNotExist();
        sent = Arrays.copyOf(CONTENT, CONTENT.length + 1);
        assertThatThrownBy(() -> download().to(file, null))
                .hasMessageContaining("the server sends more");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsNoHashIsAnError() {
        assertThatThrownBy(() -> new Download(URI.create("http://localhost/"), 1, "abc"))
                .hasMessage("md5: expected 32 lower-case hexadecimal digits, got abc");
        assertThatThrownBy(() -> new Download(URI.create("http://localhost/"), 0, "0".repeat(32)))
                .hasMessage("length: expected at least 1 byte, got 0");
    }

    @Test
    void theArchiveComesWithItsList() throws Exception {
        Map<String, Download> files =
                Map.of(QM9Archive.LIST, download(), QM9Archive.MOLECULES, download());
        Path archive = QM9Archive.get(folder, files, null);
        assertThat(archive).exists().hasFileName("dsgdb9nsd.xyz.tar.bz2");
        assertThat(archive.resolveSibling("uncharacterized.txt")).exists();
    }

    @Test
    void theListAtHandIsThePublishedOne() throws Exception {
        Path list = MoleculeData.file("uncharacterized.txt");
        Download published = QM9Archive.published(QM9Archive.LIST);
        assertThat(Files.size(list)).isEqualTo(published.length());
        byte[] hash = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(list));
        assertThat(HexFormat.of().formatHex(hash)).isEqualTo(published.md5());
    }

    private Download download() throws Exception {
        return download("/file");
    }

    private Download download(String path) throws Exception {
        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(CONTENT));
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new Download(uri, CONTENT.length, md5);
    }
}
