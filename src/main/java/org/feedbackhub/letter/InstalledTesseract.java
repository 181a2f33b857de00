package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;

/** Tesseract as the machine has it installed, as a program that is run for each page. */
final class InstalledTesseract implements TextEngine {

    private static final Pattern TURN = Pattern.compile("(?m)^Rotate: (\\d+)");
    private static final Pattern SURE = Pattern.compile("(?m)^Orientation confidence: ([\\d.]+)");
    private static final String HEADING = "level";

    private final Path program;
    private final @Nullable Path trainedData;
    private final Path folder;

    /**
     * @param program such as /usr/bin/tesseract
     * @param trainedData the folder with {@code eng.traineddata} and {@code osd.traineddata}, or null for the program's own
     * @param folder for the page while it is read
     */
    InstalledTesseract(Path program, @Nullable Path trainedData, Path folder) {
        this.program = program;
        this.trainedData = trainedData;
        this.folder = folder;
    }

    @Override
    public ReadLines read(PIX page, int resolution) throws IOException {
        String table = output(page, resolution, "eng", "3", "tsv");
        return ReadLines.of(table.startsWith(HEADING) ? table.substring(table.indexOf('\n') + 1) : table);
    }

    /** Of a page with too little on it the program says nothing. */
    @Override
    public int quarterTurns(PIX page, int resolution) throws IOException {
        String told = output(page, resolution, "osd", "0");
        Matcher turn = TURN.matcher(told);
        Matcher sure = SURE.matcher(told);
        return turn.find() && sure.find()
                ? TextEngine.quarterTurns(Integer.parseInt(turn.group(1)), Float.parseFloat(sure.group(1)))
                : 0;
    }

    private String output(PIX page, int resolution, String language, String segmentation, String... form)
            throws IOException {
        Path image = Files.createTempFile(folder, "page-", ".png");
        try {
            if (leptonica.pixWrite(image.toString(), page, leptonica.IFF_PNG) != 0) {
                throw new IOException("the page cannot be handed to " + program);
            }
            List<String> line = new ArrayList<>(List.of(
                    program.toString(),
                    image.toString(),
                    "stdout",
                    "-l",
                    language,
                    "--psm",
                    segmentation,
                    "--dpi",
                    Integer.toString(resolution)));
            if (trainedData != null) {
                line.addAll(List.of("--tessdata-dir", trainedData.toString()));
            }
            line.addAll(List.of(form));
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 && !language.equals("osd")) {
                throw new IOException(program + " fails at the page");
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the process ends before the page is read", e);
        } finally {
            Files.deleteIfExists(image);
        }
    }
}
