package org.feedbackhub.letter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.ExchangeProperty;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Details;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.language.Language;

/** Reads a letter that came: who wrote it and what they wrote, or why it is none. Of what is not sure, next to nothing is believed. */
public final class LetterReader {

    private final PageReaders readers;
    private final RawStore rawStore;
    private final LetterLimits limits;
    private final Path folder;
    private final Councils councils;
    private final Map<CouncilId, LetterSender> senders = new HashMap<>();

    /** @param folder for the copy that is read, which is deleted afterwards */
    LetterReader(PageReaders readers, RawStore rawStore, LetterLimits limits, Path folder, Councils councils) {
        this.readers = readers;
        this.rawStore = rawStore;
        this.limits = limits;
        this.folder = folder.resolve("pages");
        this.councils = councils;
        for (CouncilProfile council : councils.all()) {
            senders.put(council.id(), new LetterSender(council));
        }
    }

    /**
     * A letter with its pages.
     *
     * @param finding what was found out about it
     * @param pages none where it cannot be read
     */
    public record ReadLetter(Finding finding, List<LetterPage> pages) {}

    /** The letter alone, once more. @throws TransientFault if it cannot be read just now */
    public Finding reread(Arrived arrived) {
        return read(arrived, PostRoomIndex.NONE);
    }

    /** @param index what the post room has noted about it @throws TransientFault if it cannot be read just now */
    public Finding read(Arrived arrived, @ExchangeProperty(LetterDesk.INDEX) PostRoomIndex index) {
        if (arrived.raw().size() > limits.size().toBytes()) {
            return new Finding.Unreadable(
                    arrived, "the file is larger than " + limits.size().toMegabytes() + " MB");
        }
        try {
            Files.createDirectories(folder);
            Path copy = Files.createTempFile(folder, "letter-", "");
            try (InputStream raw = rawStore.open(arrived.raw())) {
                Files.copy(raw, copy, StandardCopyOption.REPLACE_EXISTING);
                return read(arrived, copy, index).finding();
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be read", e);
        }
    }

    /** The same from a file at hand. */
    public ReadLetter read(Arrived arrived, Path file) {
        return read(arrived, file, PostRoomIndex.NONE);
    }

    private ReadLetter read(Arrived arrived, Path file, PostRoomIndex index) {
        try {
            List<LetterPage> pages = readers.read(file);
            return new ReadLetter(new Finding.Written(arrived, submission(arrived, pages, index)), pages);
        } catch (UnreadableLetter e) {
            return new ReadLetter(new Finding.Unreadable(arrived, e.getMessage()), List.of());
        }
    }

    private Submission submission(Arrived arrived, List<LetterPage> pages, PostRoomIndex index) {
        String text = pages.stream()
                .map(LetterPage::text)
                .filter(page -> !page.isBlank())
                .collect(Collectors.joining("\n\n"));
        List<String> doubts = new ArrayList<>();
        pages.stream()
                .filter(page -> !page.isSure(limits.sureFrom()))
                .forEach(page -> doubts.add("page " + page.number() + " of " + pages.size()
                        + " cannot be read with certainty (" + page.confidence() + " of 100): look at the original"));
        boolean sure = doubts.isEmpty();
        if (index.broken()) {
            doubts.add("what the post room has noted about it cannot be read");
        }
        if (text.isBlank()) {
            doubts.add("no text was found on it");
        }
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        String language = sure ? Language.of(text) : null;
        if (Language.isOther(language)) {
            flags.add(Flag.OTHER_LANGUAGE);
            doubts.add("it is not written in English");
        }
        CouncilId council = arrived.council();
        LetterSender sender = senders.get(council);
        Contact contact = index.over(sure ? sender.of(text) : sender.ofUnsure(text));
        List<Reference> quoted = Reference.findAll(
                index.reference() + "\n" + text, councils.get(council).referencePrefix());
        if (!quoted.isEmpty()) {
            doubts.add("it names earlier feedback: " + quoted);
        }
        return new Submission(
                council,
                Channel.LETTER,
                contact,
                null,
                "",
                text,
                text,
                language,
                List.of(),
                quoted,
                doubts,
                flags,
                new Origin(null, arrived.raw().sha256()),
                sure ? details(text) : Map.of());
    }

    private static Map<String, String> details(String text) {
        Map<String, String> details = new HashMap<>();
        LetterDate.in(text).ifPresent(date -> details.put(Details.LETTER_DATE, date.toString()));
        String salutation = LetterSender.salutation(text);
        if (salutation != null) {
            details.put(Details.SALUTATION, salutation);
        }
        return details;
    }
}
