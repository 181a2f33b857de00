package org.feedbackhub.mailserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.feedbackhub.FreePorts;

/** Dovecot with a configuration of its own: IMAP on a free loopback port, Maildir, every user with one password. */
public final class Dovecot implements AutoCloseable {

    public static final String PASSWORD = "standalone";

    private static final String PROGRAM = "/usr/sbin/dovecot";
    private static final String BY_PASSWORD =
            """
            passdb {
              driver = static
              args = password=%s
            }"""
                    .formatted(PASSWORD);
    private static final String USER = "nobody";
    private static final String GROUP = "nogroup";

    private final Path folder = Servers.folder("dovecot");
    private final Path sockets = Servers.socketFolder();
    private final int port = FreePorts.next();
    private final String tokenInfo;
    private final String capabilities;
    private Process process;

    /** Starts one that knows passwords only. */
    public Dovecot() throws IOException {
        this("", "");
    }

    /** Starts one that knows no passwords and asks this address about access tokens; the token is put behind it. */
    public static Dovecot withTokens(String tokenInfo) throws IOException {
        return new Dovecot(tokenInfo, "");
    }

    /** Starts one that hides what newer servers can do, all but UIDPLUS. */
    public static Dovecot ofOldAge() throws IOException {
        return new Dovecot("", "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS");
    }

    private Dovecot(String tokenInfo, String capabilities) throws IOException {
        this.tokenInfo = tokenInfo;
        this.capabilities = capabilities;
        Files.createDirectories(mailboxes());
        Servers.run(log(), "chown", USER + ":" + GROUP, mailboxes().toString());
        Files.writeString(folder.resolve("dovecot.conf"), configuration());
        start();
    }

    /** Whether it can be started here. */
    public static boolean installed() {
        return Servers.installed(PROGRAM, "/usr/lib/dovecot/imap") && "root".equals(System.getProperty("user.name"));
    }

    public int port() {
        return port;
    }

    /** The Maildirs, one a user, each named for its address. */
    public Path mailboxes() {
        return folder.resolve("mail");
    }

    public void start() throws IOException {
        process = new ProcessBuilder(
                        PROGRAM, "-F", "-c", folder.resolve("dovecot.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        Servers.awaitPort(port, log(), process::isAlive);
    }

    /** Ends it at once with all who are connected. */
    public void stop() throws InterruptedException {
        Stream<ProcessHandle> children = process.descendants();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** While it is stopped: forgets the UIDs of a user's inbox, so that it comes back with another UIDVALIDITY. */
    public void forgetUids(String user) throws IOException {
        Path maildir = mailboxes().resolve(user);
        try (Stream<Path> files = Files.list(maildir)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().startsWith("dovecot"))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    /** Puts a message into a user's inbox as it stands. */
    public void put(String user, String name, byte[] message) throws IOException {
        Path maildir = maildir(user);
        Path file = maildir.resolve("tmp").resolve(name);
        Files.write(file, message);
        Files.move(file, maildir.resolve("new").resolve(name));
    }

    /** Delivers a message to a user, its flags as Maildir names them: {@code S} for seen, {@code T} for deleted. */
    public void deliver(String user, String flags, byte[] message) throws IOException {
        Path maildir = maildir(user);
        handOver(user);
        String name = UUID.randomUUID().toString();
        Path file = Files.write(maildir.resolve("tmp").resolve(name), message);
        Servers.run(log(), "chown", USER + ":" + GROUP, file.toString());
        Files.move(file, maildir.resolve(flags.isEmpty() ? "new/" + name : "cur/" + name + ":2," + flags));
    }

    /** Puts everything that was moved to a folder back into the inbox, as if it had never been moved. */
    public void putBack(String user, String folder) throws IOException {
        Path maildir = mailboxes().resolve(user);
        for (String part : new String[] {"new", "cur"}) {
            try (Stream<Path> files = Files.list(maildir.resolve("." + folder).resolve(part))) {
                for (Path file : files.toList()) {
                    Files.move(file, maildir.resolve(part).resolve(file.getFileName()));
                }
            }
        }
    }

    /** The names of a user's messages in a folder; behind the comma of each its flags, keywords as small letters. */
    public List<String> names(String user, String folder) throws IOException {
        Path maildir = mailboxes().resolve(user);
        Path place = folder.equals("INBOX") ? maildir : maildir.resolve("." + folder);
        List<String> names = new ArrayList<>();
        for (String part : new String[] {"new", "cur"}) {
            if (Files.isDirectory(place.resolve(part))) {
                try (Stream<Path> files = Files.list(place.resolve(part))) {
                    files.forEach(file -> names.add(file.getFileName().toString()));
                }
            }
        }
        return names;
    }

    /** Whether a user's folder is there. */
    public boolean holds(String user, String folder) {
        return Files.isDirectory(mailboxes().resolve(user).resolve("." + folder));
    }

    /** The keywords that messages of a user's inbox have. */
    public String keywords(String user) throws IOException {
        Path file = mailboxes().resolve(user).resolve("dovecot-keywords");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Gives to the server's own user what was put into a user's inbox. */
    public void handOver(String user) {
        Servers.run(
                log(),
                "chown",
                "-R",
                USER + ":" + GROUP,
                mailboxes().resolve(user).toString());
    }

    /** The number of messages in a folder of a user. */
    public long count(String user, String name) throws IOException {
        Path maildir = mailboxes().resolve(user);
        Path place = name.equals("INBOX") ? maildir : maildir.resolve("." + name);
        long count = 0;
        for (String part : new String[] {"new", "cur"}) {
            if (Files.isDirectory(place.resolve(part))) {
                try (Stream<Path> files = Files.list(place.resolve(part))) {
                    count += files.count();
                }
            }
        }
        return count;
    }

    /** Removes all mail of a user. */
    public void clear(String user) {
        Path maildir = mailboxes().resolve(user);
        if (Files.exists(maildir)) {
            Servers.delete(maildir);
        }
    }

    /** What it has said. */
    public String said() throws IOException {
        return Files.readString(log(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Servers.delete(sockets);
    }

    private Path maildir(String user) throws IOException {
        Path maildir = mailboxes().resolve(user);
        for (String part : new String[] {"new", "cur", "tmp"}) {
            Files.createDirectories(maildir.resolve(part));
        }
        return maildir;
    }

    private Path log() {
        return folder.resolve("dovecot.log");
    }

    private String configuration() throws IOException {
        Optional<Path> tokens = tokenInfo.isEmpty() ? Optional.empty() : Optional.of(tokens());
        return """
                base_dir = %6$s
                state_dir = %1$s/state
                log_path = /dev/stderr
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain login%3$s
                auth_failure_delay = 0
                mail_location = maildir:%1$s/mail/%%u
                first_valid_uid = 1
                mail_max_userip_connections = 50
                default_vsz_limit = 0
                service imap-login {
                  inet_listener imap {
                    port = %2$d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                %4$s
                %5$s
                userdb {
                  driver = static
                  args = uid=nobody gid=nogroup home=%1$s/mail/%%u
                }
                namespace inbox {
                  inbox = yes
                }
                """
                .formatted(
                        folder,
                        port,
                        tokens.isPresent() ? " xoauth2 oauthbearer" : "",
                        tokens.map(Dovecot::byToken).orElse(BY_PASSWORD),
                        capabilities,
                        sockets);
    }

    private static String byToken(Path settings) {
        return """
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %s
                }"""
                .formatted(settings);
    }

    private Path tokens() throws IOException {
        Path file = folder.resolve("tokens.conf");
        Files.writeString(
                file,
                """
                tokeninfo_url = %s
                introspection_mode = auth
                username_attribute = email
                active_attribute = active
                active_value = true
                """
                        .formatted(tokenInfo));
        return file;
    }
}
