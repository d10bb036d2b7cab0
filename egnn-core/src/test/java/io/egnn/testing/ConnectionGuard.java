/* Copyright 2026 the egnn-djl authors. Licensed under the Apache License, Version 2.0; see LICENSE. */

package io.egnn.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Permission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refuses and remembers every connection, and every look-up of a name, that would leave this
 * machine; allows everything else.
 *
 * <p>The JDK asks a security manager before it opens a socket of any kind, whoever wants it and
 * whatever becomes of the refusal. Java 17 allows one, later versions do not by themselves.
 */
@SuppressWarnings("removal") // nothing else in the JDK sees every socket
public final class ConnectionGuard extends SecurityManager {

    private final Set<String> thisMachine;
    private final List<String> attempts = new ArrayList<>();

    private ConnectionGuard(Set<String> thisMachine) {
        this.thisMachine = thisMachine;
    }

    /**
     * Whether this Java allows a guard.
     *
     * @return true for Java 17
     */
    public static boolean isSupported() {
        return Runtime.version().feature() < 18;
    }

    /**
     * The guard of this process, installed if it was not.
     *
     * @return the guard
     */
    public static synchronized ConnectionGuard install() {
        if (System.getSecurityManager() instanceof ConnectionGuard guard) {
            return guard;
        }
        ConnectionGuard guard = new ConnectionGuard(namesOfThisMachine());
        System.setSecurityManager(guard);
        return guard;
    }

    /**
     * What was refused since the last call.
     *
     * @return host, port and calling methods of every attempt
     */
    public synchronized List<String> takeAttempts() {
        List<String> taken = List.copyOf(attempts);
        attempts.clear();
        return taken;
    }

    @Override
    public void checkConnect(String host, int port) {
        if (!thisMachine.contains(host) && !host.startsWith("127.")) {
            StringBuilder attempt = new StringBuilder(host + ":" + port);
            StackWalker.getInstance()
                    .forEach(
                            frame ->
                                    attempt.append("\n    at ")
                                            .append(frame.toStackTraceElement()));
            synchronized (this) {
                attempts.add(attempt.toString());
            }
            throw new SecurityException("no connections off this machine: " + host + ":" + port);
        }
    }

    @Override
    public void checkConnect(String host, int port, Object context) {
        checkConnect(host, port);
    }

    @Override
    public void checkPermission(Permission permission) {
        // Everything but connections is allowed.
    }

    @Override
    public void checkPermission(Permission permission, Object context) {
        // Everything but connections is allowed.
    }

    private static Set<String> namesOfThisMachine() {
        Set<String> names = new HashSet<>(Set.of("localhost", "::1", "0:0:0:0:0:0:0:1"));
        try {
            names.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // A machine without a name of its own: nobody can ask for it.
            return names;
        }
        return names;
    }
}
