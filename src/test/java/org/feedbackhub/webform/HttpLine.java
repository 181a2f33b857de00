package org.feedbackhub.webform;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection to the hub on which each byte can be chosen, also those that no well-behaved client sends. */
final class HttpLine implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    HttpLine(int port) {
        this.port = port;
    }

    /** An answer. @param headers by their names in lower case */
    record Answer(int status, Map<String, String> headers, String body) {

        String mediaType() {
            return headers.getOrDefault("content-type", "");
        }
    }

    /** Sends the bytes and reads one answer. @param andNoMore closes this side's half behind the bytes */
    Answer send(byte[] request, boolean withoutBody, boolean andNoMore) throws IOException {
        if (!socket.isConnected() || socket.isClosed()) {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        if (andNoMore) {
            socket.shutdownOutput();
        }
        Answer answer = read(withoutBody);
        if (andNoMore || "close".equalsIgnoreCase(answer.headers().get("connection"))) {
            socket.close();
        }
        return answer;
    }

    private Answer read(boolean withoutBody) throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] header = line.split(":", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
        }
        byte[] body = new byte[0];
        if (!withoutBody && "chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                all.write(in.readNBytes(size));
                line();
            }
            line();
            body = all.toByteArray();
        } else if (!withoutBody) {
            body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int sign = in.read(); sign != '\n'; sign = in.read()) {
            if (sign < 0) {
                throw new EOFException("the hub closed the connection without an answer");
            }
            line.write(sign);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Starts the next request on a connection of its own. */
    void renew() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
