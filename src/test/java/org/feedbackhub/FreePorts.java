package org.feedbackhub;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports for what a test starts: below those that the machine gives to connections, each given out once, and to test runs
 * beside each other from slices of their own, so that nobody else takes one between its being found and its being used.
 */
public final class FreePorts {

    private static final int FIRST = 10_000;
    private static final int SLICE = 10_000;
    private static final int SLICES = 2;

    /** Which of the test runs beside each other this one is, from 1; a run by itself is the first. */
    private static final int RUN = Integer.getInteger("test.fork", 1);

    private static final int START = FIRST + (RUN - 1) % SLICES * SLICE;

    private static int next = new Random().nextInt(SLICE);

    private FreePorts() {}

    /** One on which nothing listens. */
    public static synchronized int next() {
        for (int tried = 0; tried < SLICE; tried++) {
            int port = START + next;
            next = (next + 1) % SLICE;
            if (free(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
