package org.feedbackhub.mailserver;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server (RFC 5321) that takes every mail and keeps it, unless a test has it answer otherwise. */
public final class SmtpSink implements AutoCloseable {

    /** In place of a reply: none ever comes. */
    public static final String SILENCE = "silence";

    /** In place of a reply: the connection is closed. */
    public static final String GONE = "gone";

    private static final String MESSAGE_ID = "Message-ID: ";

    private final ServerSocket listener;
    private final Answers answers;
    private final String counted;
    private final boolean keeping;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<String> identities = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What it took. @param messageId with angle brackets @param content as it came, dots undone */
    public record Mail(String from, String to, String messageId, String content) {}

    /** What a test wants to be answered. */
    public interface Answers {

        /** @param command the line that came, or {@code .} after the content, or empty for the greeting @return null for the usual */
        String to(String command);
    }

    /** One that takes everything, and of what goes to a domain keeps the first mail and counts the others, as fast as it can. */
    public static SmtpSink counting(String domain) throws IOException {
        return new SmtpSink(0, command -> null, "@" + domain, false);
    }

    /** One that keeps what it takes. @param port 0 for a free one */
    public SmtpSink(int port, Answers answers) throws IOException {
        this(port, answers, "", true);
    }

    private SmtpSink(int port, Answers answers, String counted, boolean keeping) throws IOException {
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.answers = answers;
        this.counted = counted;
        this.keeping = keeping;
        daemon(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections were ever opened. */
    public int connections() {
        return connections.get();
    }

    /** How many mails were taken. */
    public int taken() {
        return taken.get();
    }

    /** How many different Message-IDs they had. */
    public int identities() {
        return identities.size();
    }

    public List<Mail> mails() {
        synchronized (mails) {
            return List.copyOf(mails);
        }
    }

    /** Ends all connections, as a server does that is restarted. */
    public void cut() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        clients.clear();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                clients.add(client);
                connections.incrementAndGet();
                daemon(() -> talk(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            new Talk(client).run();
        } catch (IOException e) {
            // the client is gone
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "smtp-sink");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    private final class Talk {
        private final InputStream in;
        private final OutputStream out;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private String from = "";
        private String to = "";

        Talk(Socket client) throws IOException {
            in = new BufferedInputStream(client.getInputStream(), 1 << 16);
            out = client.getOutputStream();
        }

        void run() throws IOException {
            answer("", "220 here");
            for (String command = read(); command != null; command = read()) {
                String verb = command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "MAIL" -> from = answer(command, "250 good") ? address(command) : "";
                    case "RCPT" -> to = answer(command, "250 good") ? address(command) : "";
                    case "DATA" -> {
                        if (answer(command, "354 go on")) {
                            content();
                        }
                    }
                    case "QUIT" -> {
                        answer(command, "221 bye");
                        return;
                    }
                    default -> answer(command, "250 good");
                }
            }
        }

        private void content() throws IOException {
            StringBuilder content = new StringBuilder();
            boolean counts = to.endsWith(counted);
            boolean kept = counts && (keeping || taken.get() == 0);
            String messageId = "";
            String text = read();
            while (text != null && !text.equals(".")) {
                if (kept) {
                    content.append(text.startsWith(".") ? text.substring(1) : text)
                            .append("\r\n");
                }
                if (text.startsWith(MESSAGE_ID)) {
                    messageId = text.substring(MESSAGE_ID.length()).strip();
                }
                text = read();
            }
            if (text == null) {
                return;
            }
            String other = answers.to(".");
            if (counts && (other == null || other.equals(GONE))) {
                taken.incrementAndGet();
                identities.add(messageId);
                if (kept) {
                    synchronized (mails) {
                        mails.add(new Mail(from, to, messageId, content.toString()));
                    }
                }
            }
            say(other == null ? "250 taken" : other);
        }

        /** @return whether it was answered as usual */
        private boolean answer(String command, String usual) throws IOException {
            String other = answers.to(command);
            say(other == null ? usual : other);
            return other == null;
        }

        private void say(String reply) throws IOException {
            if (reply.equals(SILENCE)) {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            if (reply.equals(SILENCE) || reply.equals(GONE)) {
                throw new IOException(reply);
            }
            out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }

        private String read() throws IOException {
            line.reset();
            int next = in.read();
            while (next >= 0 && next != '\n') {
                if (next != '\r') {
                    line.write(next);
                }
                next = in.read();
            }
            return next < 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
        }

        private static String address(String line) {
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }
    }
}
