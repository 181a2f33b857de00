package org.feedbackhub.print;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands over what is written since the last time: each letter as a file in its council's folder, and then the manifest that lists them.
 * What a manifest lists is whole, and belongs to no other. A batch that a crash or a full disk has cut short is put there again under
 * the same names, unless its manifest lies there already.
 */
public final class PrintRun {

    private static final Logger LOG = LoggerFactory.getLogger(PrintRun.class);

    /** In UTC, so that no hour comes twice. */
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'manifest-'uuuuMMdd'T'HHmmss'Z.csv'").withZone(ZoneOffset.UTC);

    private static final String PART = ".part";

    /** By which a folder is known for the one that letters were put into before. */
    private static final String MARK = ".feedback-hub";

    /** Where a name is in the manifest, its file is whole, also after a loss of power. */
    private static final OpenOption[] DURABLY = {
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC
    };

    private final PrintedLetters letters;
    private final Councils councils;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    PrintRun(PrintedLetters letters, Councils councils, TransactionTemplate transaction, InstantSource clock) {
        this.transaction = transaction;
        this.letters = letters;
        this.councils = councils;
        this.clock = clock;
    }

    /** Hands over what waits of every council; what cannot be handed over waits for the next time. */
    public void run() {
        for (CouncilProfile council : councils.all()) {
            if (council.letters() != null) {
                try {
                    run(council, council.letters().folder());
                } catch (DataAccessException | TransactionException e) {
                    notHandedOver(council, e);
                }
            }
        }
    }

    /** What belongs to a batch is durable before the first of its files is written, and that it is handed over before the next batch is. */
    private void run(CouncilProfile council, Path folder) {
        transaction.executeWithoutResult(status -> {
            if (letters.lock(council.id())) {
                letters.close(council.id(), NAME.format(clock.instant()));
            }
        });
        for (String manifest : letters.closed(council.id())) {
            transaction.executeWithoutResult(status -> {
                if (letters.lock(council.id()) && letters.closed(council.id()).contains(manifest)) {
                    handOver(council, folder, manifest);
                }
            });
        }
    }

    private void handOver(CouncilProfile council, Path folder, String manifest) {
        try {
            prepare(council, folder);
            forgetParts(folder);
            int handedOver = put(council, folder, manifest);
            letters.handedOver(council.id(), manifest);
            LOG.info("event=letters-handed-over council={} manifest={} letters={}", council.id(), manifest, handedOver);
        } catch (IOException e) {
            notHandedOver(council, e);
        }
    }

    private static void notHandedOver(CouncilProfile council, Exception fault) {
        LOG.error(
                "event=letters-not-handed-over council={} cause={} they wait for the next batch; see to letters.folder of the"
                        + " council's file, and to the file {} in it",
                council.id(),
                fault.getClass().getSimpleName(),
                MARK);
    }

    /**
     * A folder that was used before and does not have the hub's mark is another: that of a share, say, which is not mounted. Nobody would look
     * into it.
     */
    private void prepare(CouncilProfile council, Path folder) throws IOException {
        Path mark = folder.resolve(MARK);
        if (Files.exists(mark)) {
            return;
        }
        if (letters.everHandedOver(council.id())) {
            throw new NoSuchFileException(MARK);
        }
        Files.createDirectories(folder);
        Files.createFile(mark);
    }

    /** What a hub that was killed had begun to write; no other writes there just now. */
    private static void forgetParts(Path folder) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*" + PART)) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    private int put(CouncilProfile council, Path folder, String manifest) throws IOException {
        List<Manifest.Line> lines = letters.lines(council.id(), manifest);
        Path list = folder.resolve(manifest);
        if (Files.exists(list)) {
            return lines.size();
        }
        for (Manifest.Line line : lines) {
            Path part = part(folder, line.file());
            Files.write(part, letters.pdf(line.notification()).orElseThrow(), DURABLY);
            Files.move(
                    part,
                    folder.resolve(line.file()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Path part = part(folder, manifest);
        try (OutputStream out = Files.newOutputStream(part, DURABLY)) {
            Manifest.write(lines, out);
        }
        Files.move(part, list, StandardCopyOption.ATOMIC_MOVE);
        return lines.size();
    }

    private static Path part(Path folder, String name) {
        return folder.resolve(name + "." + UUID.randomUUID() + PART);
    }
}
