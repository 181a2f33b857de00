package org.feedbackhub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A copy of the configuration in which a test changes what the councils' files say. */
public final class ConfigFolder {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final Path folder = Path.of("target", "configs", UUID.randomUUID().toString());

    public ConfigFolder() throws IOException {
        Path original = Path.of("config");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(original.relativize(file).toString());
                Files.createDirectories(Files.isDirectory(file) ? copy : copy.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** Changes a council's file. */
    public ConfigFolder council(String id, Consumer<ObjectNode> change) throws IOException {
        Path file = folder.resolve("councils").resolve(id + ".yaml");
        ObjectNode council = (ObjectNode) YAML.readTree(file.toFile());
        change.accept(council);
        YAML.writeValue(file.toFile(), council);
        return this;
    }

    /** Adds a mailbox that opens with the tests' password, named as its user. */
    public static ObjectNode addMailbox(ObjectNode council, String id, int port) {
        ObjectNode mailbox = council.withArray("mailboxes").addObject();
        return mailbox.put("id", id)
                .put("address", user(id))
                .put("host", "127.0.0.1")
                .put("port", port)
                .put("security", "none")
                .put("user", user(id))
                .put("password", "standalone")
                .put("folder", "INBOX")
                .put("processed", "Processed")
                .put("quarantine", "Quarantine");
    }

    /** The login of a mailbox that was added. */
    public static String user(String mailbox) {
        return mailbox + "@west-lindsey.gov.uk";
    }

    /** As the hub takes it on its command line. */
    public String setting() {
        return "--hub.config=" + folder;
    }
}
