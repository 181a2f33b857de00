package org.feedbackhub.mailserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to a server that can be cut in the middle of a word. */
public final class CuttableProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;

    private final int target;
    private final ServerSocket listener;
    private volatile boolean refusing;
    private volatile String fatal = "";
    private final List<Instant> connections = new CopyOnWriteArrayList<>();
    private final StringBuffer asked = new StringBuffer();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    public CuttableProxy(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Breaks every connection there is; new ones are let through. */
    public void cut() {
        open.forEach(CuttableProxy::closeQuietly);
        open.clear();
    }

    /** From now on nobody gets through, until {@link #admit}. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Lets new connections through again. */
    public void admit() {
        refusing = false;
    }

    /** Cuts the line once when a client is about to say this, before the server hears it. */
    public void cutBefore(String command) {
        fatal = command;
    }

    /** When each connection was asked for, those that were refused too. */
    public List<Instant> connections() {
        return List.copyOf(connections);
    }

    /** All that clients have said. */
    public String asked() {
        return asked.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.add(Instant.now());
                if (refusing) {
                    closeQuietly(client);
                    continue;
                }
                try {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(client);
                    open.add(server);
                    start(() -> copy(client, server, true));
                    start(() -> copy(server, client, false));
                } catch (IOException e) {
                    closeQuietly(client);
                }
            } catch (IOException e) {
                // closed, or a client that is gone already
            }
        }
    }

    private void copy(Socket from, Socket to, boolean fromClient) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (fromClient && heard(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // cut
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** @return whether it is what the line is cut before */
    private synchronized boolean heard(String words) {
        asked.append(words);
        boolean deadly = !fatal.isEmpty() && words.contains(fatal);
        fatal = deadly ? "" : fatal;
        return deadly;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed then
        }
    }
}
