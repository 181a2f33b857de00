package org.feedbackhub.print;

import java.io.IOException;
import java.io.OutputStream;
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
import org.feedbackhub.council.CouncilProfile;
import org.feedbackhub.council.Councils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
                Path folder = council.letters().folder();
                // what belongs to a batch is durable before the first of its files is written
                transaction.executeWithoutResult(status -> {
                    if (letters.lock(council.id())) {
                        letters.close(council.id(), NAME.format(clock.instant()));
                    }
                });
                transaction.executeWithoutResult(status -> {
                    if (letters.lock(council.id())) {
                        letters.closed(council.id()).forEach(manifest -> handOver(council, folder, manifest));
                    }
                });
            }
        }
    }

    private void handOver(CouncilProfile council, Path folder, String manifest) {
        try {
            prepare(council, folder);
            int handedOver = put(council, folder, manifest);
            letters.handedOver(council.id(), manifest);
            LOG.info("event=letters-handed-over council={} manifest={} letters={}", council.id(), manifest, handedOver);
        } catch (IOException e) {
            LOG.error(
                    "event=letters-not-handed-over council={} manifest={} cause={} they wait for the next batch; see to the folder"
                            + " letters.folder of the council's file",
                    council.id(),
                    manifest,
                    e.getClass().getSimpleName());
        }
    }

    /** Once there was a folder, one that is missing is a share that is not mounted, and nobody would look into another. */
    private void prepare(CouncilProfile council, Path folder) throws IOException {
        if (!Files.isDirectory(folder) && letters.everHandedOver(council.id())) {
            throw new NoSuchFileException("the folder of printed letters");
        }
        Files.createDirectories(folder);
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
        return folder.resolve(name + PART);
    }
}
