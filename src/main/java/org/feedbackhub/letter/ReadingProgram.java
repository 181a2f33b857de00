package org.feedbackhub.letter;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Reads pages in a process of its own, so that a crash of the engine, or a file that takes all memory, takes nothing else along:
 * one request on the standard input, one answer on the standard output, until the input ends.
 */
public final class ReadingProgram {

    private static final int TRAINED_DATA = 0;
    private static final int INSTALLED = 1;
    private static final int FOLDER = 2;
    private static final int PAGES = 3;
    private static final int BATCH_PAGES = 4;
    private static final int MEGAPIXELS = 5;

    private ReadingProgram() {}

    /** @param args the folder of the trained data, the installed engine and a folder for it, each empty for none, and how many pages a letter and a batch, and megapixels a page, may have */
    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // nothing that a library prints gets among the answers
        System.setOut(new PrintStream(System.err, true));
        Logger.getLogger("org.apache").setLevel(Level.OFF);
        endWithParent();
        PageReading reading = new PageReading(limits(args), engine(args));
        PageAnswer.ready(out);
        for (PageRequest request = PageRequest.readFrom(in); request != null; request = PageRequest.readFrom(in)) {
            reading.answer(request).writeTo(out);
        }
        // the engine's own end is not worth the risk: it has crashed there
        Runtime.getRuntime().halt(0);
    }

    /** A hub that is killed can end no page that never ends. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> {
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().halt(1);
        }));
    }

    /** @throws IOException if it does not run: no letter can be blamed for that */
    private static TextEngine engine(String[] args) throws IOException {
        if (args[INSTALLED].isEmpty()) {
            return new BroughtTesseract(Path.of(args[TRAINED_DATA]));
        }
        InstalledTesseract installed = new InstalledTesseract(
                Path.of(args[INSTALLED]),
                args[TRAINED_DATA].isEmpty() ? null : Path.of(args[TRAINED_DATA]),
                Path.of(args[FOLDER]));
        installed.check();
        return installed;
    }

    /** @param trainedData or installed null for none */
    static String[] arguments(@Nullable Path trainedData, @Nullable Path installed, Path folder, LetterLimits limits) {
        return new String[] {
            trainedData == null ? "" : trainedData.toString(),
            installed == null ? "" : installed.toString(),
            folder.toString(),
            String.valueOf(limits.pages()),
            String.valueOf(limits.batchPages()),
            String.valueOf(limits.megapixels())
        };
    }

    /** What the process itself must keep to; the rest is held from outside. */
    private static LetterLimits limits(String[] args) {
        return new LetterLimits(
                DataSize.ofBytes(Long.MAX_VALUE),
                Integer.parseInt(args[PAGES]),
                DataSize.ofBytes(Long.MAX_VALUE),
                Integer.parseInt(args[BATCH_PAGES]),
                Integer.parseInt(args[MEGAPIXELS]),
                Duration.ZERO,
                DataSize.ofBytes(0),
                1,
                1,
                0);
    }
}
