package org.feedbackhub.notification;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes one connection's socket and keeps it at hand, since the mail API knows a single patience for all answers. */
final class RememberedSocket extends SocketFactory {

    private @Nullable Socket socket;

    /** Its pieces leave at once: a mail longer than the mail API's buffer would wait for the server's delayed acknowledgement. */
    @Override
    public Socket createSocket() throws SocketException {
        Socket made = new Socket();
        made.setTcpNoDelay(true);
        socket = made;
        return made;
    }

    /** How long an answer may take from now on, under TLS as well. */
    void waitAtMost(Duration patience) throws SocketException {
        if (socket != null) {
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw notAsked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        throw notAsked();
    }

    /** The mail API connects sockets itself, under its own time limit. */
    private static IOException notAsked() {
        return new IOException("only sockets that are not connected yet are made here");
    }
}
