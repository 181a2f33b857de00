package org.feedbackhub.letter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.ExchangeProperty;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.tika.Tika;
import org.feedbackhub.arrival.Arrived;
import org.feedbackhub.arrival.Finding;
import org.feedbackhub.arrival.RawItem;
import org.feedbackhub.arrival.RawStore;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.feedbackhub.council.Scanner;
import org.feedbackhub.feedback.Attachment;
import org.feedbackhub.feedback.Channel;
import org.feedbackhub.feedback.Contact;
import org.feedbackhub.feedback.CouncilId;
import org.feedbackhub.feedback.Details;
import org.feedbackhub.feedback.Flag;
import org.feedbackhub.feedback.Origin;
import org.feedbackhub.feedback.Reference;
import org.feedbackhub.feedback.Scan;
import org.feedbackhub.feedback.Submission;
import org.feedbackhub.feedback.TransientFault;
import org.feedbackhub.language.Language;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a letter that came: who wrote it and what they wrote, or why it is none. Of what is not sure, next to nothing is believed. */
public final class LetterReader {

    private static final Logger LOG = LoggerFactory.getLogger(LetterReader.class);
    private static final Tika TIKA = new Tika();

    /** Of a file that was not taken apart. */
    private static final Pattern WHOLE = Pattern.compile("letter:[^/]+/([^/]+)/[^/]+");

    private static final Duration OLD = Duration.ofHours(12);

    private final PageReaders readers;
    private final RawStore rawStore;
    private final LetterLimits limits;
    private final Path folder;
    private final Councils councils;
    private final InstantSource clock;
    private final AtomicReference<Instant> looked = new AtomicReference<>(Instant.EPOCH);
    private final Map<CouncilId, LetterSender> senders = new HashMap<>();

    /** @param folder for the copy that is read, which is deleted afterwards */
    LetterReader(
            PageReaders readers,
            RawStore rawStore,
            LetterLimits limits,
            Path folder,
            Councils councils,
            InstantSource clock) {
        this.clock = clock;
        this.readers = readers;
        this.rawStore = rawStore;
        this.limits = limits;
        this.folder = folder;
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
        Matcher source = WHOLE.matcher(arrived.source());
        String why = source.matches()
                ? councils.get(arrived.council()).scanners().stream()
                        .filter(scanner -> scanner.id().equals(source.group(1)))
                        .findFirst()
                        .map(LetterReader::notByItself)
                        .orElse(null)
                : null;
        return read(arrived, PostRoomIndex.NONE, why);
    }

    /** Why a file of the scanner cannot be read without what the folder knows, or null if it can. */
    private static @Nullable String notByItself(Scanner scanner) {
        if (scanner.separators() != Scanner.Separators.NONE) {
            return "it may hold several letters: put the file into the scanner's folder again";
        }
        return scanner.sides() != null
                ? "it may have one side of each page alone: put both files into the scanner's folder again"
                : null;
    }

    /**
     * Reads a letter.
     *
     * @param index what the post room has noted about it
     * @param unsplit why the file, which may hold several, could not be taken apart; null where it could, or holds one
     * @throws TransientFault if it cannot be read just now
     */
    public Finding read(
            Arrived arrived,
            @ExchangeProperty(LetterDesk.INDEX) PostRoomIndex index,
            @ExchangeProperty(LetterDesk.UNSPLIT) @Nullable String unsplit) {
        if (unsplit != null) {
            return new Finding.Unreadable(arrived, unsplit);
        }
        if (arrived.raw().size() > limits.size().toBytes()) {
            return new Finding.Unreadable(
                    arrived, "the file is larger than " + limits.size().toMegabytes() + " MB");
        }
        return withCopy(arrived.raw(), copy -> searchable(arrived, copy, index));
    }

    /**
     * A page of a letter as it was scanned, for people to look at, as JPEG; nothing if there is no such page.
     *
     * @param number from 1
     * @throws TransientFault if it cannot be read just now
     */
    public Optional<byte[]> picture(String sha256, int number) {
        return withCopy(new RawItem(sha256, 0), copy -> readers.picture(copy, number));
    }

    private <T> T withCopy(RawItem item, Function<Path, T> use) {
        try {
            forgetOld();
            Path copy = Files.createTempFile(folder, "letter-", "");
            try (InputStream raw = rawStore.open(item)) {
                Files.copy(raw, copy, StandardCopyOption.REPLACE_EXISTING);
                return use.apply(copy);
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new TransientFault("the raw store could not be read", e);
        }
    }

    /** Copies that a hub left when it was killed. Others may read theirs beside this one, and a large batch takes hours, but not so many. */
    private void forgetOld() throws IOException {
        Instant now = clock.instant();
        Instant last = looked.get();
        if (now.isAfter(last.plus(OLD)) && looked.compareAndSet(last, now)) {
            Files.createDirectories(folder);
            Instant old = now.minus(OLD);
            try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder)) {
                for (Path copy : copies) {
                    if (Files.getLastModifiedTime(copy).toInstant().isBefore(old)) {
                        Files.deleteIfExists(copy);
                    }
                }
            }
        }
    }

    /** The same from a file at hand; nothing is kept of it. */
    public ReadLetter read(Arrived arrived, Path file) {
        try {
            List<LetterPage> pages = readers.read(file);
            return new ReadLetter(written(arrived, pages, PostRoomIndex.NONE, List.of(attached(arrived, file))), pages);
        } catch (IOException e) {
            throw new TransientFault("the copy of a letter could not be read", e);
        } catch (UnreadableLetter e) {
            return new ReadLetter(new Finding.Unreadable(arrived, e.getMessage()), List.of());
        }
    }

    /** Reads it and keeps a copy of it that can be searched, unless the file holds words itself. */
    private Finding searchable(Arrived arrived, Path file, PostRoomIndex index) {
        List<Path> copies = Collections.synchronizedList(new ArrayList<>());
        try {
            List<LetterPage> pages = readers.read(file, number -> {
                Path copy = file.resolveSibling(file.getFileName() + "-" + number + ".pdf");
                copies.add(copy);
                return copy;
            });
            List<Attachment> files = new ArrayList<>(List.of(attached(arrived, file)));
            if (pages.stream().noneMatch(page -> page.source() == LetterPage.Source.FILE)) {
                joined(copies).ifPresent(files::add);
            }
            return written(arrived, pages, index, files);
        } catch (IOException e) {
            throw new TransientFault("the copy of a letter could not be read", e);
        } catch (UnreadableLetter e) {
            return new Finding.Unreadable(arrived, e.getMessage());
        } finally {
            copies.forEach(LetterReader::delete);
        }
    }

    /** Of pages that this hub has written itself; nothing if one of them could not be. */
    private Optional<Attachment> joined(List<Path> pages) {
        List<PDDocument> open = new ArrayList<>();
        try (PDDocument all = new PDDocument()) {
            for (Path page : pages) {
                PDDocument one = Loader.loadPDF(page.toFile());
                open.add(one);
                all.importPage(one.getPage(0));
            }
            // what is drawn is read from the pages' own files only now
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            all.save(bytes);
            RawItem kept = rawStore.keep(bytes::writeTo);
            return Optional.of(new Attachment(
                    2, "letter-searchable.pdf", "application/pdf", kept.size(), kept.sha256(), Scan.NOT_SCANNED));
        } catch (IOException e) {
            LOG.warn("event=letter-not-searchable cause={}", e.getClass().getSimpleName());
            return Optional.empty();
        } finally {
            open.forEach(IOUtils::closeQuietly);
        }
    }

    /** One that is left is deleted with those of hubs that were killed. */
    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LOG.debug("event=letter-copy-stays cause={}", e.getClass().getSimpleName());
        }
    }

    private Finding.Written written(
            Arrived arrived, List<LetterPage> pages, PostRoomIndex index, List<Attachment> files) {
        return new Finding.Written(arrived, submission(arrived, pages, index).with(files));
    }

    /** The letter itself, so that it is scanned for viruses and offered to case systems. */
    private static Attachment attached(Arrived arrived, Path file) throws IOException {
        String type = TIKA.detect(file);
        String ending = type.substring(type.indexOf('/') + 1);
        RawItem raw = arrived.raw();
        return new Attachment(1, "letter." + ending, type, raw.size(), raw.sha256(), Scan.NOT_SCANNED);
    }

    private Submission submission(Arrived arrived, List<LetterPage> pages, PostRoomIndex index) {
        String text = pages.stream()
                .map(LetterPage::text)
                .filter(page -> !page.isBlank())
                .collect(Collectors.joining("\n\n"));
        List<String> doubts = new ArrayList<>();
        List<LetterPage> unsure =
                pages.stream().filter(page -> !page.isSure(limits.sureFrom())).toList();
        unsure.forEach(page -> doubts.add("page " + page.number() + " of " + pages.size()
                + " cannot be read with certainty (" + page.confidence() + " of 100): look at the original"));
        boolean sure = unsure.isEmpty();
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
                sure ? LetterSender.said(text) : text,
                text,
                language,
                List.of(),
                quoted,
                doubts,
                flags,
                new Origin(null, arrived.raw().sha256()),
                details(pages, unsure, text));
    }

    private static Map<String, String> details(List<LetterPage> pages, List<LetterPage> unsure, String text) {
        Map<String, String> details = new HashMap<>();
        details.put(Details.PAGES, Integer.toString(pages.size()));
        if (!unsure.isEmpty()) {
            details.put(
                    Details.UNSURE_PAGES,
                    unsure.stream().map(page -> Integer.toString(page.number())).collect(Collectors.joining(", ")));
            return details;
        }
        LetterDate.in(text).ifPresent(date -> details.put(Details.LETTER_DATE, date.toString()));
        String salutation = LetterSender.salutation(text);
        if (salutation != null) {
            details.put(Details.SALUTATION, salutation);
        }
        return details;
    }
}
