package org.feedbackhub.scanning;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** ClamAV's daemon, spoken to in its own protocol, clamd(8): one connection a question, ended by a zero byte. */
final class ClamDaemon {

    private static final Logger LOG = LoggerFactory.getLogger(ClamDaemon.class);

    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 1024;
    private static final Duration PROMPTLY = Duration.ofSeconds(2);

    private final String host;
    private final int port;
    private final Duration timeout;

    /** @param timeout for one file, from connecting to the verdict */
    ClamDaemon(String host, int port, Duration timeout) {
        this.host = host;
        this.port = port;
        this.timeout = timeout;
    }

    /** Whether it answers, within two seconds. */
    boolean answers() {
        try {
            return converse(PROMPTLY, (out, in) -> {
                        command(out, "PING");
                        return answer(in);
                    })
                    .equals("PONG");
        } catch (IOException e) {
            LOG.debug("event=scanner-silent", e);
            return false;
        }
    }

    /** Passes the file on as it is read. @throws IOException if it cannot be read, or the daemon does not answer in time */
    Verdict scan(InputStream file) throws IOException {
        return Verdict.of(converse(timeout, (out, in) -> {
            command(out, "INSTREAM");
            byte[] chunk = new byte[CHUNK];
            int read;
            do {
                read = Math.max(file.read(chunk), 0);
            } while (in.available() == 0 && passOn(out, chunk, read) && read > 0);
            return answer(in);
        }));
    }

    /** Whichever comes first, the end of the talk or of the time, closes the socket, which also ends a write that hangs. */
    private String converse(Duration atMost, Conversation conversation) throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (Socket socket = new Socket()) {
            over.orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((nothing, late) -> closeQuietly(socket));
            socket.connect(new InetSocketAddress(host, port), (int) PROMPTLY.toMillis());
            return conversation.hold(
                    new DataOutputStream(socket.getOutputStream()), new BufferedInputStream(socket.getInputStream()));
        } finally {
            over.complete(null);
        }
    }

    private static void command(DataOutputStream out, String name) throws IOException {
        out.write(("z" + name + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    /** False if the daemon no longer listens: it has heard enough, has answered and closed, and its answer says why. */
    private static boolean passOn(DataOutputStream out, byte[] chunk, int length) {
        try {
            out.writeInt(length);
            out.write(chunk, 0, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int next = in.read(); next != 0; next = in.read()) {
            if (next < 0 || answer.size() == LONGEST_ANSWER) {
                throw new EOFException("the daemon's answer has no end");
            }
            answer.write(next);
        }
        return answer.toString(StandardCharsets.US_ASCII);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("event=scanner-not-closed", e);
        }
    }

    private interface Conversation {
        String hold(DataOutputStream out, InputStream in) throws IOException;
    }
}
