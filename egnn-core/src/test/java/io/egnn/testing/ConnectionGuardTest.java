/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(max = JRE.JAVA_17)
class ConnectionGuardTest {

    /** An address for documentation (RFC 5737): nobody has it. */
    private static final String ELSEWHERE = "192.0.2.1";

    private final ConnectionGuard guard = ConnectionGuard.install();

    @Test
    void socketsToOtherMachinesAreRefusedAndRemembered() {
        InetSocketAddress address = new InetSocketAddress(ELSEWHERE, 80);
        assertRefused(
                () -> {
                    try (Socket socket = new Socket()) {
                        socket.connect(address);
                    }
                });
        assertRefused(() -> SocketChannel.open(address).close());
        assertRefused(
                () -> {
                    try (DatagramChannel channel = DatagramChannel.open()) {
                        channel.connect(address);
                    }
                });
        assertRefused(() -> URI.create("http://" + ELSEWHERE + "/").toURL().openStream().close());
    }

    @Test
    void namesOfOtherMachinesAreNotLookedUp() {
        assertRefused(() -> InetAddress.getAllByName("egnn.invalid"));
    }

    @Test
    void aRefusalThatIsSwallowedIsRemembered() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(ELSEWHERE, 80));
        } catch (IOException | SecurityException e) {
            assertThat(guard.takeAttempts())
                    .singleElement()
                    .asString()
                    .startsWith(ELSEWHERE + ":80")
                    .contains("aRefusalThatIsSwallowedIsRemembered");
        }
    }

    @Test
    void thisMachineMayTalkToItself() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, here);
                Socket client = new Socket(here, server.getLocalPort())) {
            assertThat(client.isConnected()).isTrue();
        }
        assertThat(guard.takeAttempts()).isEmpty();
    }

    private void assertRefused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOf(SecurityException.class);
        assertThat(guard.takeAttempts()).isNotEmpty();
    }
}
