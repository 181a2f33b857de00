package org.feedbackhub.mailserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;

/** A mail server (RFC 5321) that takes mail from whoever logs in by XOAUTH2 and keeps it with its envelope. */
public final class SmtpDouble implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BiPredicate<String, String> opens;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final List<Integer> refusals = new CopyOnWriteArrayList<>();

    /** What it took. @param from as the envelope says */
    public record Mail(String from, String to, String content) {}

    /** @param opens whether a token is good for a user */
    public SmtpDouble(BiPredicate<String, String> opens) throws IOException {
        this.opens = opens;
        daemon(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** How many logins it has refused. */
    public int refusals() {
        return refusals.size();
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
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                clients.add(client);
                daemon(() -> talk(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                OutputStream out = client.getOutputStream();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            new Talk(in, out).run();
        } catch (IOException e) {
            // the client is gone
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection. */
    private final class Talk {
        private final BufferedReader in;
        private final OutputStream out;
        private boolean loggedIn;
        private String from = "";
        private String to = "";

        Talk(BufferedReader in, OutputStream out) {
            this.in = in;
            this.out = out;
        }

        void run() throws IOException {
            say("220 here");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                switch (command) {
                    case "EHLO" -> say("250-here\r\n250 AUTH XOAUTH2");
                    case "AUTH" -> login(line);
                    case "MAIL" -> from = loggedIn ? address(line, "250 good") : address(line, "530 log in first");
                    case "RCPT" -> to = address(line, "250 good");
                    case "DATA" -> data();
                    case "QUIT" -> {
                        say("221 bye");
                        return;
                    }
                    default -> say("250 good");
                }
            }
        }

        private void login(String line) throws IOException {
            String[] words = line.split(" ");
            if (words.length < 3) {
                say("334 ");
            }
            String given = words.length < 3 ? in.readLine() : words[2];
            String[] parts = new String(Base64.getDecoder().decode(given), StandardCharsets.UTF_8).split("\1");
            loggedIn = opens.test(parts[0].replaceFirst("^user=", ""), parts[1].replaceFirst("^auth=Bearer ", ""));
            if (loggedIn) {
                say("235 welcome");
                return;
            }
            refusals.add(535);
            say("334 eyJzdGF0dXMiOiI0MDEifQ==");
            in.readLine();
            say("535 5.7.8 not with this token");
        }

        private void data() throws IOException {
            say("354 go on");
            StringBuilder content = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                content.append(line).append("\r\n");
            }
            mails.add(new Mail(from, to, content.toString()));
            say("250 taken");
        }

        private String address(String line, String answer) throws IOException {
            say(answer);
            return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
        }

        private void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }
}
