package org.feedbackhub.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.feedbackhub.feedback.Scan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against daemons that behave as a real one rarely does. */
class ClamDaemonTest {

    private static final int MEGABYTES_64 = 64 * 1024 * 1024;
    private static final int HEARD_ENOUGH = 200_000;

    private ServerSocket server;
    private ClamDaemon daemon;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        daemon = new ClamDaemon("127.0.0.1", server.getLocalPort(), Duration.ofSeconds(1));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void a_file_is_passed_on_in_chunks_that_end_with_an_empty_one() throws IOException {
        byte[] file = "a letter".getBytes(StandardCharsets.UTF_8);
        answering(in -> {
            assertThat(in.readNBytes(10)).asString(StandardCharsets.US_ASCII).isEqualTo("zINSTREAM\0");
            assertThat(in.readNBytes(in.readInt())).isEqualTo(file);
            return in.readInt() == 0 ? "stream: OK\0" : "?\0";
        });

        assertThat(daemon.scan(new ByteArrayInputStream(file)))
                .isEqualTo(new Verdict.Settled(Scan.CLEAN, "nothing found"));
    }

    @Test
    void a_daemon_that_has_heard_enough_is_understood() throws IOException {
        answering(in -> {
            in.readNBytes(HEARD_ENOUGH);
            return "INSTREAM size limit exceeded. ERROR\0";
        });

        assertThat(daemon.scan(new ByteArrayInputStream(new byte[MEGABYTES_64])))
                .isEqualTo(new Verdict.Settled(Scan.TOO_LARGE, "StreamMaxLength"));
    }

    @Test
    void a_daemon_that_closes_without_a_word_has_said_nothing() throws IOException {
        answering(in -> "");

        assertThatThrownBy(() -> daemon.scan(InputStream.nullInputStream())).isInstanceOf(IOException.class);
    }

    @Test
    void a_daemon_that_neither_reads_nor_answers_is_left_in_time() {
        assertThatThrownBy(() -> daemon.scan(new ByteArrayInputStream(new byte[MEGABYTES_64])))
                .isInstanceOf(IOException.class);
        assertThat(daemon.answers()).isFalse();
    }

    @Test
    void a_file_that_cannot_be_read_is_no_verdict() throws IOException {
        answering(in -> {
            in.readAllBytes();
            return "stream: OK\0";
        });

        assertThatThrownBy(() -> daemon.scan(new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk");
                    }
                }))
                .hasMessage("disk");
    }

    @Test
    void where_nobody_listens_there_is_no_answer() throws IOException {
        server.close();

        assertThat(daemon.answers()).isFalse();
        assertThatThrownBy(() -> daemon.scan(InputStream.nullInputStream())).isInstanceOf(IOException.class);
    }

    private void answering(Answer answer) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                String said = answer.to(new DataInputStream(socket.getInputStream()));
                socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // the test sees that no answer came
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Answer {
        String to(DataInputStream in) throws IOException;
    }
}
