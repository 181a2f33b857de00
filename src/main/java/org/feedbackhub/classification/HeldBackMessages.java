package org.feedbackhub.classification;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.feedbackhub.classification.Measurement.Message;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.InvalidConfiguration;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Kind;
import org.jspecify.annotations.Nullable;

/** Messages in a file that tell what they are, and from which nothing is learnt: by them what was learnt is measured. */
public final class HeldBackMessages {

    private HeldBackMessages() {}

    /**
     * The messages of a file.
     *
     * @throws InvalidConfiguration if it cannot be read, or a message lacks what it must have; it names which
     */
    public static List<Message> read(Path file, Councils councils) {
        MessagesFile read;
        try {
            read = new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), MessagesFile.class);
        } catch (JsonMappingException e) {
            throw new InvalidConfiguration(file, e.getPathReference(), e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InvalidConfiguration(file, "", "expected a readable file of messages", e);
        }
        List<Message> messages = new ArrayList<>();
        for (Entry entry : read.messages()) {
            String key = "messages[" + messages.size() + "]";
            if (entry.text() == null
                    || entry.kind() == null
                    || councils.all().stream().noneMatch(one -> one.id().equals(entry.council()))) {
                throw new InvalidConfiguration(file, key, "expected a known council, a kind and a text");
            }
            messages.add(new Message(
                    entry.council(),
                    entry.text(),
                    entry.kind(),
                    entry.also() == null ? Set.of() : Set.copyOf(entry.also()),
                    entry.area(),
                    entry.flags() == null ? Set.of() : Set.copyOf(entry.flags())));
        }
        return messages;
    }

    private record MessagesFile(List<Entry> messages) {}

    private record Entry(
            @Nullable CouncilId council,
            @Nullable Kind kind,
            @Nullable List<Kind> also,
            @Nullable String area,
            @Nullable List<Flag> flags,
            @Nullable String text) {}
}
