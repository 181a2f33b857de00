package org.feedbackhub.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.feedbackhub.letter.SeparatorSheet;

/** {@code separator-sheet FILE}: writes the sheet that stands between letters which are scanned together, as PDF to be printed. */
final class SeparatorSheetCommand {

    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private SeparatorSheetCommand() {}

    static int run(List<String> args, PrintStream err) {
        if (args.size() != 1) {
            err.println("Use: separator-sheet FILE.pdf");
            return WRONG_USE;
        }
        try (OutputStream out = Files.newOutputStream(Path.of(args.get(0)))) {
            SeparatorSheet.writeTo(out);
            return 0;
        } catch (IOException e) {
            err.println(args.get(0) + ": cannot be written");
            return FAILED;
        }
    }
}
