package org.feedbackhub.letter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;

/** Tesseract as the machine has it installed, as a program that is run for each page. */
final class InstalledTesseract implements TextEngine {

    private static final Pattern TURN = Pattern.compile("(?m)^Rotate: (\\d+)");
    private static final Pattern SURE = Pattern.compile("(?m)^Orientation confidence: ([\\d.]+)");

    /** Beyond it a program has not ended by itself. */
    private static final int KILLED = 128;

    private static final String HEADING = "level";
    private static final String WORDS = "eng";
    private static final String DIRECTIONS = "osd";

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

    /** @throws IOException if the program does not run, or lacks what it needs to read English or to tell which way up a page is */
    void check() throws IOException {
        Set<String> languages = run(List.of("--list-langs")).output().lines().collect(Collectors.toSet());
        if (!languages.containsAll(List.of(WORDS, DIRECTIONS))) {
            throw new IOException(program + " lacks the trained data " + WORDS + " or " + DIRECTIONS);
        }
    }

    @Override
    public ReadLines read(PIX page, int resolution) throws IOException {
        String table = output(page, resolution, WORDS, "3", "tsv");
        return ReadLines.of(table.startsWith(HEADING) ? table.substring(table.indexOf('\n') + 1) : table);
    }

    /** Of a page with too little on it the program says nothing. */
    @Override
    public int quarterTurns(PIX page, int resolution) throws IOException {
        String told = output(page, resolution, DIRECTIONS, "0");
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
                throw new EngineFailed("the page cannot be handed to " + program);
            }
            List<String> what = new ArrayList<>(List.of(
                    image.toString(),
                    "stdout",
                    "-l",
                    language,
                    "--psm",
                    segmentation,
                    "--dpi",
                    Integer.toString(resolution)));
            what.addAll(List.of(form));
            Run run = run(what);
            // of a page with too little on it no direction can be told
            boolean failed = language.equals(DIRECTIONS) ? run.status() > KILLED : run.status() != 0;
            if (failed) {
                throw new EngineFailed(program + " fails at the page");
            }
            return run.output();
        } catch (IOException e) {
            throw new EngineFailed(program + " cannot be run", e);
        } finally {
            Files.deleteIfExists(image);
        }
    }

    private record Run(String output, int status) {}

    /** As long as it takes: who waits for the page ends this process, and the program with it. */
    private Run run(List<String> what) throws IOException {
        List<String> line = new ArrayList<>(List.of(program.toString()));
        if (trainedData != null) {
            line.addAll(List.of("--tessdata-dir", trainedData.toString()));
        }
        line.addAll(what);
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(output, process.waitFor());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the process ends before the page is read", e);
        }
    }
}
