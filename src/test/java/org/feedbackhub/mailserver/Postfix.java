package org.feedbackhub.mailserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.feedbackhub.FreePorts;

/** Postfix with a configuration of its own: SMTP on a free loopback port, and mail for every domain delivered here; what is for nobody it knows bounces. */
public final class Postfix implements AutoCloseable {

    private static final String PROGRAM = "/usr/sbin/postfix";

    private final Path folder = Servers.folder("postfix");
    private final int port = FreePorts.next();

    /** Starts one that delivers the mail of these recipients into the Maildirs of their addresses in this folder. */
    public Postfix(Path mailboxes, Collection<String> recipients) throws IOException {
        Path configuration = Files.createDirectories(folder.resolve("conf"));
        Files.createDirectories(folder.resolve("queue"));
        Files.createDirectories(folder.resolve("data"));
        Servers.run(log(), "chown", "postfix", folder.resolve("data").toString());
        Files.writeString(configuration.resolve("everywhere"), "/^.+$/ here\n");
        Files.write(
                configuration.resolve("everybody"),
                recipients.stream().map(one -> one + " " + one + "/").toList());
        Files.writeString(configuration.resolve("main.cf"), mainCf(configuration, mailboxes));
        Files.writeString(configuration.resolve("master.cf"), masterCf());
        Files.createFile(folder.resolve("maillog"));
        Servers.run(log(), PROGRAM, "-c", configuration.toString(), "start");
        Servers.awaitPort(port, log(), () -> true);
    }

    /** Whether it can be started here. */
    public static boolean installed() {
        return Servers.installed(PROGRAM, "/usr/lib/postfix/sbin/master")
                && "root".equals(System.getProperty("user.name"));
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        Servers.run(log(), PROGRAM, "-c", folder.resolve("conf").toString(), "stop");
    }

    private Path log() {
        return folder.resolve("postfix.log");
    }

    private String mainCf(Path configuration, Path mailboxes) {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                maillog_file = %1$s/maillog
                maillog_file_prefixes = %1$s
                myhostname = mx.example.net
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                mynetworks = 127.0.0.0/8
                virtual_mailbox_domains = regexp:%2$s/everywhere
                virtual_mailbox_base = %3$s
                virtual_mailbox_maps = texthash:%2$s/everybody
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                virtual_mailbox_limit = 0
                message_size_limit = 104857600
                virtual_destination_concurrency_limit = 20
                default_destination_recipient_limit = 20
                smtputf8_enable = no
                local_recipient_maps =
                alias_maps =
                alias_database =
                """
                .formatted(folder, configuration, mailboxes);
    }

    private String masterCf() {
        return """
                %d inet n - n - - smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                virtual unix - n n - - virtual
                error unix - - n - - error
                retry unix - - n - - error
                anvil unix - - n - 1 anvil
                postlog unix-dgram n - n - 1 postlogd
                """
                .formatted(port);
    }
}
